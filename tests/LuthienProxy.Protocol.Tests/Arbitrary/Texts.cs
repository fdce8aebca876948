using FsCheck;
using FsCheck.Fluent;

namespace LuthienProxy.Protocol.Tests.Arbitrary;

/// <summary>Texts as models really send them: plain, empty, multi-byte, escaped, and cut in the middle of a surrogate pair.</summary>
static class Texts
{
    static readonly string[] Telling =
    [
        "", " ", "a", "Hello", ", world", "é", "世界", "🌍", "\n", "\r\n", "\t", "\"", "\\", "\\n", "/", "\0", "\u001f", "\u007f", "\u2028",
        "<script>", "{\"a\":1}", "{\"city\":", "\"Paris\"}", "data: x", "\u00ef\u00bb\u00bf", "\ufeff", "\uffff",
    ];

    static readonly string[] Halves = ["\ud83c", "\udf0d", "x\ud83c", "\udf0dy", "\udf0d\ud83c"];

    /// <summary>Any text of whole characters.</summary>
    public static Gen<string> WellFormed() =>
        Gen.Elements(Telling).ListOf(0, 5).Select(string.Concat);

    /// <summary>Any sequence of UTF-16 code units, lone surrogates included.</summary>
    public static Gen<string> AnyUtf16() =>
        Gen.Frequency(
            (4, Gen.Elements([.. Telling, .. Halves]).ListOf(0, 5).Select(string.Concat)),
            (1, Gen.Choose(0, char.MaxValue).Select(c => (char)c).ArrayOf(12).Select(c => new string(c))));
}
