"""A browser profile that forgets: one per checkout, nothing of it outlives the page."""

import logging

from PySide6.QtWebEngineCore import (
    QWebEngineDownloadRequest,
    QWebEngineProfile,
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


def make_profile(gate: RequestGate, language: Language) -> QWebEngineProfile:
    """An off-the-record profile behind `gate`. Let the page own it: see `CheckoutPage`."""
    profile = QWebEngineProfile()  # without a name it keeps nothing on disk
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
