"""Addresses of coming in, going out, choosing a language and a capacity, and acting in pairs."""

from __future__ import annotations

from django.urls import URLPattern, path

from plenary.interfaces.web.people import (
    desk_views,
    key_views,
    opened_views,
    pending_views,
    provider_views,
    script_key_views,
    taking_views,
    views,
)

plain: list[URLPattern] = [
    path("sign-in/", views.SignInPage.as_view(), name="sign-in"),
    path("sign-in/demonstration/", views.sign_in_to_demonstration, name="sign-in-demonstration"),
    path("sign-in/passkey/", views.PasskeyProof.as_view(), name="sign-in-passkey"),
    path("sign-in/provider/", provider_views.set_out, name="sign-in-provider"),
    path("sign-in/provider/back/", provider_views.come_back, name="sign-in-provider-back"),
    path("set-up/", views.SetUp.as_view(), name="set-up"),
    path("sign-out/", views.sign_out_here, name="sign-out"),
    path("live/token/", views.live_token, name="live-token"),
    path("language/", views.choose_language, name="set-language"),
    path("demonstration/clock/", views.move_the_clock, name="demonstration-clock"),
]
public: list[URLPattern] = []
workspace: list[URLPattern] = [
    path("me/", views.me, name="me"),
    path("me/capacity/", views.act_as, name="act-as"),
    path("me/keys/", key_views.AddPasskey.as_view(), name="add-passkey"),
    path("me/keys/<str:key>/", key_views.RemovePasskey.as_view(), name="remove-passkey"),
    path("me/script-keys/", script_key_views.ScriptKeys.as_view(), name="script-keys"),
    path("me/script-keys/<str:key>/", script_key_views.withdraw, name="withdraw-script-key"),
    path("me/provider/join/", provider_views.join, name="join-provider"),
    path("me/provider/part/", provider_views.part, name="part-provider"),
    path("me/sign-ins/", views.end_other_sign_ins, name="end-other-sign-ins"),
    path("me/sign-ins/<str:key>/", views.end_sign_in, name="end-sign-in"),
]
chamber: list[URLPattern] = [
    path("take/", taking_views.TakeSeat.as_view(), name="take-seat"),
]
desk: list[URLPattern] = [
    path("pending/", pending_views.pending, name="pending"),
    path("pending/<str:key>/", pending_views.decide_pending, name="decide-pending"),
    path("people/", desk_views.people, name="desk-register"),
    path("new-person/<slug:verb>/", desk_views.ActOnPeople.as_view(), name="desk-act-on-register"),
    path("people/<str:key>/", desk_views.person, name="desk-person"),
    path("people/<str:key>/why/", desk_views.why, name="desk-why"),
    path("people/<str:key>/<slug:verb>/", desk_views.ActOnPerson.as_view(), name="desk-act-on-person"),
    path("opened/", opened_views.opened, name="desk-opened"),
    path("new-opening/<slug:verb>/", opened_views.OpenText.as_view(), name="desk-act-on-opened"),
    path("opened/<str:key>/", opened_views.text, name="desk-opened-text"),
    path("house/", views.house, name="desk-house"),
]
