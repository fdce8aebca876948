using System.Buffers;
using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using LuthienProxy.Protocol.Json;
using LuthienProxy.Protocol.Sse;
using LuthienProxy.Protocol.Tests.Arbitrary;

namespace LuthienProxy.Protocol.Tests.Json;

[Trait("Spec", "H10")]
public sealed class JsonSpliceSpec
{
    const string Original = """{ "big":12345678901234567890, "index" : 7,"tiny":1e-7, "delta":{"text":"old \u0041","x":[]},"z":null}""";

    [Fact]
    public void Replaced_tokens_must_change_and_every_other_byte_must_stay() =>
        Spliced(Original, 12, "new \"\ud83c").ShouldBe(
            """{ "big":12345678901234567890, "index" : 12,"tiny":1e-7, "delta":{"text":"new \"\ud83c","x":[]},"z":null}""");

    [Fact]
    public void A_copy_without_replacements_must_equal_the_original() =>
        Prop.ForAll(Texts.WellFormed().ToArbitrary(), json => Through(json, (ref JsonSplice _) => { }) == json).QuickCheckThrowOnFailure();

    [Fact]
    public void Any_number_and_text_must_arrive_as_they_were_put() =>
        Prop.ForAll(
            Texts.AnyUtf16().ToArbitrary(),
            ArbMap.Default.ArbFor<long>(),
            (text, number) =>
            {
                var root = JsonFields.Parse(Encoding.UTF8.GetBytes(Spliced(Original, number, text)), 8);
                return root.LongField("index"u8) == number && root.Field("delta"u8).TextField("text"u8) == text;
            }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_token_that_is_not_there_must_be_passed_over() =>
        Through("""{"a":1}""", (ref JsonSplice splice) =>
        {
            splice.Number(default, 5);
            splice.Text(default, "x");
            splice.Raw(default, "{}"u8);
        }).ShouldBe("""{"a":1}""");

    [Fact]
    public void A_member_must_fit_in_before_the_end_of_an_object() =>
        Through("""{"a":{"b":1},"c":2}""", (ref JsonSplice splice) => splice.BeforeEnd(new(5, 7), ",\"d\":3"u8))
            .ShouldBe("""{"a":{"b":1,"d":3},"c":2}""");

    [Fact]
    public void Going_back_must_be_refused() =>
        Should.Throw<ArgumentOutOfRangeException>(() => Through("""{"a":1,"b":2}""", (ref JsonSplice splice) =>
        {
            splice.Number(new(11, 1), 5);
            splice.Number(new(5, 1), 5);
        }));

    [Fact]
    public void Data_of_several_lines_must_stay_data_of_several_lines()
    {
        var output = new ArrayBufferWriter<byte>();
        var splice = SseWriter.BeginSpliced(output, "x"u8, "{\n\"a\":\n1}"u8);
        splice.Number(new(7, 1), 2);
        splice.Finish();
        SseWriter.EndEvent(output);
        Encoding.UTF8.GetString(output.WrittenSpan).ShouldBe("event: x\ndata: {\ndata: \"a\":\ndata: 2}\n\n");
    }

    [Fact]
    public void Spans_must_name_a_token_a_string_s_inside_and_a_whole_value()
    {
        var json = """{"a": 12 ,"b":"x\"y","c":[1,{"d":2}] }"""u8;
        var reader = new Utf8JsonReader(json);
        Advance(ref reader, 3);
        Encoding.UTF8.GetString(JsonSpan.OfToken(reader).In(json)).ShouldBe("12");
        Advance(ref reader, 2);
        Encoding.UTF8.GetString(JsonSpan.OfToken(reader).In(json)).ShouldBe("\"x\\\"y\"");
        Encoding.UTF8.GetString(JsonSpan.OfText(reader).In(json)).ShouldBe("x\\\"y");
        Advance(ref reader, 2);
        Encoding.UTF8.GetString(JsonSpan.OfValue(ref reader).In(json)).ShouldBe("[1,{\"d\":2}]");
        reader.TokenType.ShouldBe(JsonTokenType.EndArray);
    }

    delegate void Splicing(ref JsonSplice splice);

    static string Through(string json, Splicing replace)
    {
        var output = new ArrayBufferWriter<byte>();
        var splice = new JsonSplice(output, Encoding.UTF8.GetBytes(json));
        replace(ref splice);
        splice.Finish();
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    static string Spliced(string json, long index, string text) =>
        Through(json, (ref JsonSplice splice) =>
        {
            splice.Number(new(json.IndexOf("7,", StringComparison.Ordinal), 1), index);
            splice.Text(new(json.IndexOf("old", StringComparison.Ordinal), "old \\u0041".Length), text);
        });

    static void Advance(ref Utf8JsonReader reader, int tokens)
    {
        for (var i = 0; i < tokens; i++)
            reader.Read();
    }
}
