import Testing
import Web

@Suite("The name of a browser")
struct BrowserNameTests {
    private static let engine = "AppleWebKit/537.36 (KHTML, like Gecko)"

    @Test(
        "is that of the browser and its system",
        arguments: [
            ("Mozilla/5.0 (Android 14; Mobile; rv:128.0) Gecko/128.0 Firefox/128.0", "Firefox · Android"),
            ("Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0", "Firefox · Linux"),
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) \(engine) Chrome/126.0.0.0 Safari/537.36",
                "Chrome · Windows"
            ),
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) \(engine) Chrome/126.0.0.0 Safari/537.36 Edg/126.0.0.0",
                "Edge · Windows"
            ),
            (
                "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Safari/605.1.15",
                "Safari · macOS"
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/126.0 Mobile/15E148 Safari/604.1",
                "Chrome · iOS"
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 MicroMessenger/8.0.50(0x1800322d) NetType/WIFI Language/zh_CN",
                "微信 · iOS"
            ),
            (
                "Mozilla/5.0 (Linux; Android 14; V2309A) \(engine) Version/4.0 Chrome/116.0 Mobile Safari/537.36 wxwork/4.1.22 MicroMessenger/7.0.1",
                "企业微信 · Android"
            ),
            (
                "Mozilla/5.0 (Linux; U; Android 13; zh-CN) \(engine) Chrome/100.0 UCBrowser/16.6 Mobile Safari/537.36 AliApp(DingTalk/7.5.30)",
                "钉钉 · Android"
            ),
            (
                "Mozilla/5.0 (Phone; OpenHarmony 5.0) \(engine) Chrome/114.0.0.0 Safari/537.36 ArkWeb/4.1.6.1 Mobile HuaweiBrowser/5.0.4.300",
                "Huawei Browser · HarmonyOS"
            ),
            ("Firefox/1", "Firefox"),
        ]
    )
    func known(text: String, name: String) {
        #expect(BrowserName(text).shown(.zh) == name)
    }

    @Test func isInTheReadersLanguage() {
        let text = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) MicroMessenger/8.0.50"
        #expect(BrowserName(text).shown(.en) == "WeChat · iOS")
    }

    @Test(
        "is the beginning of its own words where it is not known",
        arguments: [
            ("", ""), ("curl/8.5.0", "curl/8.5.0"),
            ("Mozilla/5.0 (Windows NT 10.0)", "Mozilla/5.0 (Windows NT 10.0)"),
            (String(repeating: "x", count: 60), String(repeating: "x", count: 60)),
            (String(repeating: "x", count: 61), String(repeating: "x", count: 60) + "…"),
            ("a\u{202E}b", "a\\u{202E}b"),
        ]
    )
    func unknown(text: String, shown: String) {
        #expect(BrowserName(text).shown(.zh) == shown)
    }
}
