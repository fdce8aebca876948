namespace LuthienProxy.EndToEnd.Tests.Pages;

/// <summary>What a hostile client, model or tool may say: none of it may run, restyle, reorder or hide anything on a page (002-28).</summary>
public static class Hostile
{
    const string Escape = "\u001b";

    /// <summary>Each by its kind.</summary>
    public static IReadOnlyDictionary<string, string> Corpus { get; } = new Dictionary<string, string>
    {
        ["script"] = """<script>window.hacked = "script"</script>""",
        ["handler"] = """<img src=x onerror="window.hacked='handler'">""",
        ["svg"] = """<svg onload="window.hacked='svg'"><animate onbegin="window.hacked='animate'" attributeName=x dur=1s></svg>""",
        ["template"] = """{{constructor.constructor("window.hacked=1")()}} ${window.hacked=1} <%= hacked %>""",
        ["break-out"] = "\"></textarea></title></script><script>window.hacked='out'</script><!--",
        ["address"] = """javascript:window.hacked="address" """,
        ["style"] = """</style><style>body{display:none}</style>" style="position:fixed;inset:0""",
        ["ansi"] = $"{Escape}[31mred{Escape}[0m {Escape}]0;owned\u0007 \u009b2J\b\b\brm -rf /",
        ["bidi"] = "safe\u202e gnp.exe\u202c \u2066isolated\u2069 \u061c",
        ["hidden"] = "vis\u200bible\ufeff \U000e0069\U000e0067\U000e006e",
        ["key"] = "__proto__",
    };

    /// <summary>All of it in one text.</summary>
    public static string All { get; } = string.Join('\n', Corpus.Values);
}
