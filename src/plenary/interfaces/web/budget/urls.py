"""Addresses of budget, by house."""

from __future__ import annotations

from django.urls import URLPattern, path

from plenary.interfaces.web.budget import desk_views, lists, public_views
from plenary.interfaces.web.lists import as_data

plain: list[URLPattern] = []
public: list[URLPattern] = [
    path("budget/", public_views.budget, name="budget"),
    path("budget/<int:year>/", public_views.budget_year, name="budget-year"),
    path("budget/<int:year>.<form:form>", as_data(lists.contributions), name="budget-data"),
]
workspace: list[URLPattern] = []
chamber: list[URLPattern] = []
desk: list[URLPattern] = [
    path("money.<form:form>", as_data(lists.payments), name="desk-money-data"),
    path("money/", desk_views.money, name="desk-money"),
    path("money/new/<slug:verb>/", desk_views.ActOnMoney.as_view(), name="desk-act-on-money"),
    path("money/accounts/<slug:code>/", desk_views.account, name="desk-account"),
    path("money/accounts/<slug:code>/<slug:verb>/", desk_views.ActOnAccount.as_view(), name="desk-act-on-account"),
    path("money/payments/<str:key>/<slug:verb>/", desk_views.ActOnPayment.as_view(), name="desk-act-on-payment"),
    path("money/<int:year>/<slug:verb>/", desk_views.ActOnBudget.as_view(), name="desk-act-on-budget"),
]
