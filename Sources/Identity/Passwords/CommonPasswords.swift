/// What people who guess try first: our own short list, in lower case.
///
/// A longer one would add little, since tries are throttled (NIST SP 800-63B-4 section 3.1.1.2); what is derived from
/// these by digits, marks and repetition is found by `Guessable`.
enum CommonPasswords {
    static let all = Set(
        [keys, words, names, pinyin, han, office]
            .flatMap { $0.split(whereSeparator: \.isWhitespace) }
            .map(String.init)
    )
    /// The most characters that one has.
    static let longest = all.map(\.unicodeScalars.count).max() ?? 0

    /// Runs over the keys and rows of digits.
    private static let keys = """
        123 1234 12345 123456 1234567 12345678 123456789 1234567890 0123456789 123123 123321 112233 121212 123654 147258
        147258369 159357 159753 135790 102030 654321 987654321 9876543210 111 1111 111111 11111111 000 0000 000000 00000000
        222222 333333 555555 666 666666 66666666 777777 888 8888 888888 88888888 999999 99999999 789456 789456123 741852
        741852963 123abc abc123 abc abcd abcde abcdef abcdefg abcdefgh abcd1234 a123 a1234 a12345 a123456 a1234567 a12345678
        a123456789 aa123456 aaa aaaaaa q123456 w123456 z123456 qwe qwe123 qwer qwert qwerty qwertyui qwertyuiop qwer1234 qwerasdf
        asd asd123 asdf asdfg asdfgh asdfghjk asdfghjkl asdfasdf zxc zxc123 zxcv zxcvb zxcvbn zxcvbnm 1q2w 1q2w3e 1q2w3e4r 1q2w3e4r5t
        q1w2e3 q1w2e3r4 1qaz 2wsx 3edc 4rfv 5tgb 6yhn 1qaz2wsx qazwsx qazwsxedc wsxedc edcrfv zaq12wsx qweasd qweasdzxc
        poiuytrewq lkjhgfdsa mnbvcxz 0okm 9ijn !qaz @wsx #edc $rfv 1qaz@wsx !qaz2wsx
        """

    private static let words = """
        password passwd passw0rd p@ssw0rd p@ssword pa55word pass mypassword letmein welcome welcome1 hello hello123 iloveyou
        iloveu loveyou love lovely sunshine princess football baseball basketball monkey dragon master superman batman
        shadow michael jordan jordan23 jennifer jessica ashley daniel thomas andrew charlie hunter killer soccer hockey
        freedom whatever trustno1 starwars computer internet google windows samsung huawei xiaomi apple iphone android
        tencent weixin wechat alibaba taobao baidu root toor admin admin123 administrator administrators adm guest user
        username login test test123 testing tester demo default changeme change secret private system server service
        oracle mysql postgres sqlserver manager support public office money lucky flower summer winter spring autumn
        cookie chocolate banana orange pepper ginger tigger mustang ferrari porsche corvette matrix access access123
        asshole fuckyou fuck angel baby blue black china beijing shanghai shenzhen guangzhou hongkong nihao
        """

    private static let names = """
        zhang zhangwei zhangsan wang wangwei wangfang lisi liwei lina li liu liuwei liuyang chen chenwei yang yangyang
        huang zhao zhou wu xu sun zhu gao lin guo luo xiaoming xiaohong xiaoli xiaowang laowang dawei
        """

    private static let pinyin = """
        woaini woaini520 woaini1314 aini woaiwojia woaizhongguo woai wo ai ni zhongguo aiwo 520 521 1314 5201314 5211314 520520
        520131420 7758258 7758521 168168 1688 518518 886 woshishui wodemima mima mimamima meiyoumima wangjimima caonima nimabi
        nima shabi laopo laogong baobao baobei xiaobao mama baba tianya kaixin kuaile xingfu pingan jiankang facai gongxi
        gongxifacai fadacai laoban zhuzhuxia xiaozhu diandian feifei lele qianqian shengri shengrikuaile
        """

    private static let han = """
        密码 我的密码 口令 没有密码 忘记密码 我爱你 我爱中国 中国 你好 老婆 老公 宝贝 生日快乐 恭喜发财 一二三四五六七八九十 一二三四五六
        管理员 测试 登录
        """

    /// Words of such an office, whatever its own name is.
    private static let office = """
        jiedao jiedaoban shequ wangge bangong gongzuo zhengfu jiceng taizhang 街道 街道办 街道办事处 社区 网格 办公 办公室 工作 政府 台账
        为人民服务 不忘初心 牢记使命
        """
}
