"""What a page says when something is wrong with it."""

from playwright.sync_api import BrowserContext, ConsoleMessage, Dialog, WebError


class Complaints:
    def __init__(self) -> None:
        self.heard: list[str] = []
        self.expected: list[str] = []

    def expect(self, words: str) -> None:
        """The browser itself logs every answer that is an error: a test that provokes one says which."""
        self.expected.append(words)

    def unexpected(self) -> list[str]:
        return [line for line in self.heard if not any(words in line for words in self.expected)]

    def listen_to(self, context: BrowserContext) -> None:
        context.on("console", self._on_console)
        context.on("weberror", self._on_error)
        context.on("dialog", self._on_dialog)

    def _on_console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.heard.append(f"console: {message.text} ({message.location.get('url', '')})")

    def _on_error(self, error: WebError) -> None:
        self.heard.append(f"uncaught: {error.error}")

    def _on_dialog(self, dialog: Dialog) -> None:
        if dialog.type == "beforeunload":
            dialog.accept()
            return
        self.heard.append(f"dialog: {dialog.message}")
        dialog.dismiss()
