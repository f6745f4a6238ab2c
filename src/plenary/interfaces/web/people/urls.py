"""Addresses of coming in, going out, choosing a language and a capacity, and acting in pairs."""

from __future__ import annotations

from django.urls import URLPattern, path

from plenary.interfaces.web.people import views

plain: list[URLPattern] = [
    path("sign-in/", views.SignInPage.as_view(), name="sign-in"),
    path("sign-in/demonstration/", views.sign_in_to_demonstration, name="sign-in-demonstration"),
    path("sign-in/passkey/", views.PasskeyProof.as_view(), name="sign-in-passkey"),
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
    path("me/keys/", views.AddPasskey.as_view(), name="add-passkey"),
    path("me/keys/<str:key>/", views.remove_key, name="remove-passkey"),
    path("me/sign-ins/<str:key>/", views.end_sign_in, name="end-sign-in"),
]
chamber: list[URLPattern] = []
desk: list[URLPattern] = [
    path("pending/", views.pending, name="pending"),
    path("pending/<str:key>/", views.decide_pending, name="decide-pending"),
    path("house/codes/<str:key>/", views.hand_out, name="hand-out-code"),
    path("house/", views.house, name="desk-house"),
]
