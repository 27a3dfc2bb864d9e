"""Words for paper, in its reader's language whatever the till speaks."""

from PySide6.QtCore import QTranslator

from pos_app.kernel.paths import resource_dir


class PaperSpeaker:
    """Translates one context without touching the language of the windows."""

    def __init__(self, context: str, language: str) -> None:
        self._context = context
        self._translator = QTranslator()
        if language != "en":
            self._translator.load(str(resource_dir() / "translations" / f"pos_{language}.qm"))

    def __call__(self, source: object) -> str:
        return self._translator.translate(self._context, str(source)) or str(source)
