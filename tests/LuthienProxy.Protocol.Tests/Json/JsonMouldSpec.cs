using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using LuthienProxy.Protocol.Json;
using LuthienProxy.Protocol.Tests.Arbitrary;

namespace LuthienProxy.Protocol.Tests.Json;

/// <summary>What fits a mould is JSON with the same tokens around its holes; what is not JSON never fits.</summary>
[Trait("Spec", "I-35")]
public sealed class JsonMouldSpec
{
    static readonly string[] Insides =
    [
        "a", "some words", "é🌍", "\\n", "\\\"", "\\\\", "\\u00e9", "\\ud83c", "\\/", "a\\tb\\\\", "\\", "\\x", "\\u12", "\\u12g4", "\"", "a\"b", "\t", "\u0001", "\\\"\\", "", "\",\"n\":1,\"t\":\"",
    ];

    static readonly string[] Numbers = ["0", "7", "12", "123456789", "1234567890", "01", "-1", "1.0", "1e3", "", "x"];

    [Fact]
    public void Only_JSON_may_fit() => Check((text, number) =>
        (!Mould().Fits(Message(text, number)) || IsJson(Message(text, number))).ShouldBeTrue($"{text} {number}"));

    [Fact]
    public void Tokens_must_be_found_where_a_reader_finds_them() => Check((text, number) =>
    {
        var (mould, data) = (Mould(), Message(text, number));
        var isFitting = mould.Fits(data);
        (isFitting ? Tokens(data).Select(token => $"{token}") : []).ShouldBe(isFitting ? Tokens(Message("cast", "5")).Select(token => $"{mould.Now(token)}") : []);
    });

    [Theory]
    [InlineData("plain")]
    [InlineData("\\\"quoted\\\" and \\u00e9")]
    public void Other_text_and_numbers_must_fit(string text) => Mould().Fits(Message(text, "42")).ShouldBeTrue();

    [Fact]
    public void Anything_else_that_differs_must_not_fit()
    {
        var message = Encoding.UTF8.GetString(Message("cast", "5"));
        Mould().Fits(Encoding.UTF8.GetBytes(message.Replace("\"z\"", "\"y\""))).ShouldBeFalse();
        Mould().Fits(Encoding.UTF8.GetBytes(message + " ")).ShouldBeFalse();
        Mould().Fits(Encoding.UTF8.GetBytes(message[..^1])).ShouldBeFalse();
        Mould().Fits(default).ShouldBeFalse();
    }

    static JsonMould Mould()
    {
        var tokens = Tokens(Message("cast", "5"));
        return new(Message("cast", "5"), new(tokens[2], IsNumber: true), new(tokens[1]));
    }

    static byte[] Message(string text, string number) => Encoding.UTF8.GetBytes($$"""{"a":"z","t":"{{text}}","n":{{number}},"e":[true]}""");

    // The insides of the three values that are not arrays.
    static List<JsonSpan> Tokens(byte[] data)
    {
        var found = new List<JsonSpan>();
        var reader = new Utf8JsonReader(data);
        while (reader.Read() && reader.TokenType != JsonTokenType.StartArray)
            found.AddRange(reader.TokenType switch
            {
                JsonTokenType.String => [JsonSpan.OfText(reader)],
                JsonTokenType.Number => [JsonSpan.OfToken(reader)],
                _ => Array.Empty<JsonSpan>(),
            });
        return found;
    }

    static bool IsJson(byte[] data)
    {
        var reader = new Utf8JsonReader(data);
        return JsonDocument.TryParseValue(ref reader, out _);
    }

    static void Check(Action<string, string> law) => Prop.ForAll(
        (from text in Gen.Elements(Insides).ListOf(0, 3) from number in Gen.Elements(Numbers) select (string.Concat(text), number)).ToArbitrary(),
        drawn => law(drawn.Item1, drawn.number)).QuickCheckThrowOnFailure();
}
