using System.Text;
using FsCheck;
using FsCheck.Fluent;
using LuthienProxy.Protocol.Tests.Arbitrary;

namespace LuthienProxy.Protocol.Tests.Journal.Content;

/// <summary>Request bodies as clients send them, and as they never should.</summary>
static class Bodies
{
    static readonly string[] Names = ["messages", "input", "tools", "system", "instructions", "model", "mess\\u0061ges", "\\ud83c"];

    static readonly string[] Spaces = ["", "", " ", "\n  ", "\r\n\t"];

    /// <summary>JSON in the shape of a request: items, tools, long texts, with odd spacing and names that occur twice.</summary>
    public static Gen<byte[]> Requests() =>
        from members in Member().ListOf(0, 6)
        from space in Gen.Elements(Spaces)
        from mark in Gen.Elements("", "", "", "\ufeff")
        select Encoding.UTF8.GetBytes($"{mark}{space}{{{space}{string.Join($"{space},{space}", members)}}}{space}");

    /// <summary>Requests with a byte changed, and the end cut off, or none of it.</summary>
    public static Gen<byte[]> Damaged() =>
        from body in Requests()
        from at in Gen.Choose(0, body.Length - 1)
        from value in Gen.Choose(0, 255)
        from end in Gen.Choose(0, body.Length)
        select Damage(body, at, (byte)value)[..end];

    /// <summary>Any bytes at all.</summary>
    public static Gen<byte[]> Noise() => Gen.Choose(0, 255).Select(value => (byte)value).ListOf(0, 5000);

    static byte[] Damage(byte[] body, int at, byte value)
    {
        body[at] = value;
        return body;
    }

    static Gen<string> Member() =>
        from name in Gen.Elements(Names)
        from space in Gen.Elements(Spaces)
        from value in Gen.Frequency((1, Value()), (3, Items()))
        select $"\"{name}\"{space}:{space}{value}";

    static Gen<string> Items() =>
        from items in Gen.Frequency((5, Item()), (1, Value())).ListOf(0, 5)
        from space in Gen.Elements(Spaces)
        select $"[{space}{string.Join($"{space},{space}", items)}{space}]";

    static Gen<string> Item() =>
        from content in Value()
        from more in Jsons.Values()
        from role in Gen.Elements("user", "assistant", "tool")
        select $$"""{"role":"{{role}}","content":{{content}},"x":{{more}}}""";

    static Gen<string> Value() => Gen.Frequency(
        (2, Jsons.Values()),
        (3, Text().Select(text => $"\"{text}\"")),
        (2, Text().Select(text => $$"""[{"type":"text","text":"{{text}}"}]""")),
        (1, Text().Select(text => $$"""{"tools":[{"name":"x","description":"{{text}}"}]}""")),
        (1, Gen.Choose(0, 900).Select(count => "[" + string.Join(",", Enumerable.Repeat("1234", count)) + "]")));

    // Lengths around the bounds at which something changes.
    static Gen<string> Text() =>
        from length in Gen.OneOf(Gen.Choose(0, 20), Gen.Choose(250, 262), Gen.Choose(2040, 2056), Gen.Choose(0, 9000))
        from letter in Gen.Elements("a", "é", "\\n", "\\ud83c", "🌍", "{\\\"x\\\":")
        select string.Concat(Enumerable.Repeat(letter, Math.Max(1, length / letter.Length)));
}
