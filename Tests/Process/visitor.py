"""A browser without scripts: it keeps cookies and sends the forms that it finds."""

import http.client
import re
import urllib.parse


class Visitor:
    def __init__(self, server):
        self.port, self.cookies = server.port, {}

    def get(self, path):
        return self._ask("GET", path)

    def submit(self, action, page=None, files=None, **typed):
        """Fills in the form that `action` answers, as `page` shows it, and sends it; with files, given by their names, as a browser does (RFC 7578)."""
        form = self.get(page or action)[1].split(f'action="{action}"', 1)[1].split("</form>", 1)[0]
        fields = dict(re.findall(r'type="hidden" name="([^"]*)" value="([^"]*)"', form)) | typed
        if files is None:
            return self._ask("POST", action, urllib.parse.urlencode(fields))
        parts = [(f'name="{name}"', value.encode()) for name, value in fields.items()]
        parts += [(f'name="files"; filename="{name}"', content) for name, content in files.items()]
        body = b"".join(f"--part\r\nContent-Disposition: form-data; {head}\r\n\r\n".encode() + content + b"\r\n" for head, content in parts)
        return self._ask("POST", action, body + b"--part--\r\n", "multipart/form-data; boundary=part")

    def log_in(self, login, password):
        return self.submit("/sign-in", login=login, password=password)

    def choose(self, login, one_time, own):
        """Logs in for the first time and chooses a password."""
        assert self.log_in(login, one_time)[0] == 303
        assert self.submit("/account/password", present=one_time, new=own, again=own)[0] == 303

    def _ask(self, method, path, body=None, kind="application/x-www-form-urlencoded"):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body is not None:
            headers["Content-Type"] = kind
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        for header in answer.headers.get_all("Set-Cookie") or []:
            name, value = header.split(";", 1)[0].split("=", 1)
            self.cookies[name] = value
        text = answer.read().decode()
        connection.close()
        return answer.status, text
