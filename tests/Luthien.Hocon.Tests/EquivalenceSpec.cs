namespace Luthien.Hocon.Tests;

/// <summary>One configuration in many dresses, after the habit of the original implementation's equivalence tests.</summary>
[Trait("Spec", "HOCON equivalence")]
public sealed class EquivalenceSpec
{
    const string Json = """
        {
          "listen": { "host": "0.0.0.0", "port": 8080, "tls": false },
          "upstreams": { "one": { "url": "https://one.test/v1", "weight": 0.5, "tags": ["a", "b c"] }, "two": { "url": "https://two.test", "weight": 2, "tags": [] } },
          "note": "line one\nline two",
          "nothing": null
        }
        """;

    public static TheoryData<string> Dresses { get; } = new(
        Json,
        Json.ReplaceLineEndings("\r\n"),
        "\uFEFF// a comment\n" + Json.Replace(",\n", " // here\n", StringComparison.Ordinal) + "# and there",
        Json.Replace(":  ", "=", StringComparison.Ordinal).Replace("\": ", "\" = ", StringComparison.Ordinal),
        """
        listen { host = 0.0.0.0, port : 8080
          tls = false }
        upstreams {
          one { url = "https://one.test/v1", weight = 0.5, tags = [a, b c,] }
          two { url = "https://two.test", weight = 2, tags = [] },
        }
        note = "line one\nline two"
        nothing = null
        """,
        """"
        listen.host = 0.0.0.0
        listen.port = 8080
        listen.tls = false
        upstreams.one.url = "https://one.test/v1"
        "upstreams"."one".weight = 0.5
        upstreams.one.tags = [
          a
          b c
        ]
        upstreams.two.url = "https://two.test"
        upstreams.two.weight = 2
        upstreams.two.tags = []
        note = """line one
        line two"""
        nothing = null
        """",
        """
        listen { host = wrong, port = 1 }
        listen { host = 0.0.0.0, port = ${default-port}, tls = false }
        upstreams { one { url = ${scheme}"://one.test/v1", weight = 0.5, tags = [a] } }
        upstreams.one.tags += b c
        upstreams.two = ${upstreams.one} { url = ${scheme}"://two.test", weight = 2, tags = [] }
        note = "line one"
        note = ${note}"\nline two"
        nothing = 5, nothing = null
        default-port = 8080, scheme = https
        """,
        """
        listen = ${?nowhere} { host = 0.0.0.0 } { port = 8080 } { tls = false }
        upstreams { "one" : { "url" = https"://"one.test/v1, weight = 0.5, tags = [a] [b c] [${?nowhere}] } }
        upstreams { two { tags = [], weight = 2, url = "https://two.test", weight = ${?nowhere} } }
        note = line one"\n"line two
        nothing = null
        """);

    [Theory]
    [MemberData(nameof(Dresses))]
    public void Every_dress_reads_as_the_same_configuration(string dress)
    {
        var expected = Pairs(HoconDocument.Parse(Json).Root, "").Order(StringComparer.Ordinal);

        var read = Pairs(HoconDocument.Parse(dress, options: Reading.Options()).Root, "").Where(p => !p.StartsWith(".default-port", StringComparison.Ordinal)
            && !p.StartsWith(".scheme", StringComparison.Ordinal)).Order(StringComparer.Ordinal);

        read.ShouldBe(expected);
    }

    static IEnumerable<string> Pairs(HoconValue value, string path) => value switch
    {
        HoconObject o => o.Fields.SelectMany(f => Pairs(f.Value, $"{path}.{f.Key}")),
        HoconArray { Items.Count: > 0 } a => a.Items.SelectMany((item, i) => Pairs(item, $"{path}.{i}")),
        _ => [$"{path}={Reading.Json(value)}"],
    };
}
