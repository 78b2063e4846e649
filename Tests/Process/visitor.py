"""A browser without scripts: it keeps cookies and sends the forms that it finds."""

import http.client
import re
import urllib.parse


class Visitor:
    def __init__(self, server):
        self.port, self.cookies = server.port, {}

    def get(self, path):
        return self._ask("GET", path)

    def submit(self, action, page=None, **typed):
        """Fills in the form that `action` answers, as `page` shows it, and sends it."""
        form = self.get(page or action)[1].split(f'action="{action}"', 1)[1].split("</form>", 1)[0]
        fields = dict(re.findall(r'type="hidden" name="([^"]*)" value="([^"]*)"', form)) | typed
        return self._ask("POST", action, urllib.parse.urlencode(fields))

    def log_in(self, login, password):
        return self.submit("/sign-in", login=login, password=password)

    def choose(self, login, one_time, own):
        """Logs in for the first time and chooses a password."""
        assert self.log_in(login, one_time)[0] == 303
        assert self.submit("/account/password", present=one_time, new=own, again=own)[0] == 303

    def _ask(self, method, path, body=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        for header in answer.headers.get_all("Set-Cookie") or []:
            name, value = header.split(";", 1)[0].split("=", 1)
            self.cookies[name] = value
        text = answer.read().decode()
        connection.close()
        return answer.status, text
