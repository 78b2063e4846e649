extension SentForm {
    /// A field, a chosen file, and a file control that was left empty.
    static let chromium = SentForm(
        "multipart/form-data; boundary=----WebKitFormBoundaryq3RkT9bXwV0aLm2Z",
        """
        ------WebKitFormBoundaryq3RkT9bXwV0aLm2Z
        Content-Disposition: form-data; name="title"

        路灯不亮
        第二行
        ------WebKitFormBoundaryq3RkT9bXwV0aLm2Z
        Content-Disposition: form-data; name="photo"; filename="梅园%22一号%22.jpg"
        Content-Type: image/jpeg

        \u{1}--\u{2}
        ------WebKitFormBoundaryq3RkT9bXwV0aLm2
        ------WebKitFormBoundaryq3RkT9bXwV0aLm2Z
        Content-Disposition: form-data; name="more"; filename=""
        Content-Type: application/octet-stream


        ------WebKitFormBoundaryq3RkT9bXwV0aLm2Z--

        """
    )

    static let firefox = SentForm(
        "multipart/form-data; boundary=---------------------------3149102737256190184236950417",
        """
        -----------------------------3149102737256190184236950417
        Content-Disposition: form-data; name="title"

        路灯不亮
        -----------------------------3149102737256190184236950417
        Content-Disposition: form-data; name="photo"; filename="a.png"
        Content-Type: image/png

        \u{89}PNG


        -----------------------------3149102737256190184236950417--

        """
    )

    /// As curl 7.88 sends it with `--form-escape`, which is also how it did before 7.81.
    static let curl = SentForm(
        "multipart/form-data; boundary=------------------------47ca4b8dbb23c515",
        """
        --------------------------47ca4b8dbb23c515
        Content-Disposition: form-data; name="a\\"b"

        1
        --------------------------47ca4b8dbb23c515
        Content-Disposition: form-data; name="photo"; filename="x\\\\梅\\"园.jpg"
        Content-Type: image/jpeg

        hello
        --x

        --------------------------47ca4b8dbb23c515--

        """
    )
}
