"""A browser profile that forgets: one per checkout, nothing of it outlives the page."""

import logging
from pathlib import Path
from secrets import token_hex

from PySide6.QtNetwork import QSslCertificate
from PySide6.QtWebEngineCore import (
    QWebEngineDownloadRequest,
    QWebEngineProfile,
    QWebEngineProfileBuilder,
    QWebEngineScript,
    QWebEngineSettings,
)

from ui.webview.interceptor import RequestGate
from ui.webview.model import Language

logger = logging.getLogger(__name__)

_Attribute = QWebEngineSettings.WebAttribute
_OFF = (
    _Attribute.AllowRunningInsecureContent,
    _Attribute.AllowWindowActivationFromJavaScript,
    _Attribute.AutoLoadIconsForPage,
    _Attribute.DnsPrefetchEnabled,
    _Attribute.ErrorPageEnabled,
    _Attribute.FocusOnNavigationEnabled,  # a page that preloads would take the cashier's focus
    _Attribute.FullScreenSupportEnabled,
    _Attribute.HyperlinkAuditingEnabled,
    _Attribute.JavascriptCanAccessClipboard,
    _Attribute.JavascriptCanOpenWindows,
    _Attribute.JavascriptCanPaste,
    _Attribute.LocalContentCanAccessFileUrls,
    _Attribute.LocalContentCanAccessRemoteUrls,
    _Attribute.NavigateOnDropEnabled,
    _Attribute.PdfViewerEnabled,
    _Attribute.PluginsEnabled,
    _Attribute.ScreenCaptureEnabled,
)

# WebRTC opens sockets that neither the request gate nor a content security policy sees.
_NO_WEBRTC = """for (const name of ['RTCPeerConnection', 'webkitRTCPeerConnection'])
  Object.defineProperty(window, name, {value: undefined, writable: false, configurable: false});"""


def make_profile(
    gate: RequestGate, language: Language, authorities: Path | None = None
) -> QWebEngineProfile:
    """An off-the-record profile behind `gate`. Let the page own it: see `CheckoutPage`.

    `authorities`, a PEM file, are believed besides the machine's own."""
    profile = _forgetful(authorities)
    profile.setHttpCacheType(QWebEngineProfile.HttpCacheType.MemoryHttpCache)
    profile.setPersistentCookiesPolicy(
        QWebEngineProfile.PersistentCookiesPolicy.NoPersistentCookies
    )
    profile.setPersistentPermissionsPolicy(
        QWebEngineProfile.PersistentPermissionsPolicy.AskEveryTime
    )
    profile.setPushServiceEnabled(False)
    profile.setSpellCheckEnabled(False)
    profile.setHttpAcceptLanguage(language)
    for attribute in _OFF:
        profile.settings().setAttribute(attribute, False)
    profile.settings().setUnknownUrlSchemePolicy(
        QWebEngineSettings.UnknownUrlSchemePolicy.DisallowUnknownUrlSchemes
    )
    profile.scripts().insert(_without_webrtc())
    profile.downloadRequested.connect(_refuse_download)
    gate.setParent(profile)
    profile.setUrlRequestInterceptor(gate)
    return profile


def _forgetful(authorities: Path | None) -> QWebEngineProfile:
    """Without a name it keeps nothing on disk.

    One that believes others than the machine does has to have a name: Qt 6.11.3 leaves additional
    certificates out of profiles that are off the record. No till of a shop's has one.
    """
    if authorities is None:
        return QWebEngineProfile()
    builder = QWebEngineProfileBuilder()
    builder.setAdditionalTrustedCertificates(QSslCertificate.fromPath(str(authorities)))
    return builder.createProfile(f"elsewhere-{token_hex(8)}")


def _without_webrtc() -> QWebEngineScript:
    script = QWebEngineScript()
    script.setName("no-webrtc")
    script.setInjectionPoint(QWebEngineScript.InjectionPoint.DocumentCreation)
    script.setWorldId(QWebEngineScript.ScriptWorldId.MainWorld)
    script.setRunsOnSubFrames(True)
    script.setSourceCode(_NO_WEBRTC)
    return script


def _refuse_download(request: QWebEngineDownloadRequest) -> None:
    logger.warning("download_refused")
    request.cancel()
