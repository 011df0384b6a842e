"""Addresses of Pengamanan masuk. Only these pages of django-allauth exist, under the names it looks them up by."""

from django.urls import path

from .views import login, security

urlpatterns = [
    path("masuk/", login.Login.as_view(), name="account_login"),
    path("masuk/kode/", security.authenticate, name="mfa_authenticate"),
    path("masuk/kunci-sandi/", security.key_login, name="mfa_login_webauthn"),
    path("keamanan/", security.Index.as_view(), name="mfa_index"),
    path("keamanan/sandi/", security.OwnPassword.as_view(), name="ganti-sandi"),
    path("keamanan/ulang/", security.password_again, name="account_reauthenticate"),
    path("keamanan/ulang/kode/", security.code_again, name="mfa_reauthenticate"),
    path("keamanan/ulang/kunci-sandi/", security.key_again, name="mfa_reauthenticate_webauthn"),
    path("keamanan/aplikasi/", security.AddApp.as_view(), name="mfa_activate_totp"),
    path("keamanan/aplikasi/lepas/", security.RemoveApp.as_view(), name="mfa_deactivate_totp"),
    path("keamanan/kunci-sandi/", security.AddKey.as_view(), name="mfa_add_webauthn"),
    path("keamanan/kunci-sandi/<int:pk>/lepas/", security.RemoveKey.as_view(), name="mfa_remove_webauthn"),
    path("keamanan/kode-cadangan/", security.Codes.as_view(), name="mfa_view_recovery_codes"),
    path("keamanan/kode-cadangan/baru/", security.new_codes, name="mfa_generate_recovery_codes"),
    path("orang/<int:pk>/lepas-pengamanan/", security.remove_factor, name="lepas-pengamanan"),
]
