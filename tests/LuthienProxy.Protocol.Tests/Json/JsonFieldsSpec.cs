using System.Text;
using System.Text.Json;
using LuthienProxy.Protocol.Json;

namespace LuthienProxy.Protocol.Tests.Json;

public sealed class JsonFieldsSpec
{
    [Fact]
    public void A_missing_field_and_one_of_another_kind_must_both_be_absent()
    {
        var root = Parse("""{"text":1,"number":"x","list":{},"none":null,"float":1.5}""");
        root.TextField("text"u8).ShouldBeNull();
        root.TextField("nowhere"u8).ShouldBeNull();
        root.LongField("number"u8).ShouldBeNull();
        root.LongField("float"u8).ShouldBeNull();
        root.DoubleField("float"u8).ShouldBe(1.5);
        root.ItemsOf("list"u8).Count().ShouldBe(0);
        root.ItemsOf("nowhere"u8).Count().ShouldBe(0);
        root.OptionalField("none"u8).ShouldBeNull();
        root.IsTrue("text"u8).ShouldBeFalse();
        root.Field("text"u8).Field("deeper"u8).ValueKind.ShouldBe(JsonValueKind.Undefined);
        default(JsonElement).TextField("x"u8).ShouldBeNull();
    }

    [Fact]
    [Trait("Spec", "H10")]
    public void The_last_of_repeated_fields_must_count() =>
        Parse("""{"a":"1","a":"2"}""").TextField("a"u8).ShouldBe("2");

    [Fact]
    [Trait("Spec", "H5")]
    public void Lone_surrogates_in_names_and_values_must_not_throw()
    {
        var root = Parse("""{"\ud83c":1,"text":"\udf0d"}""");
        root.TextField("text"u8).ShouldBe("\udf0d");
        root.Field("text"u8).AsText().ShouldBe("\udf0d");
    }

    [Fact]
    public void An_escaped_name_must_be_found() => Parse("""{"t\u0065xt":"x"}""").TextField("text"u8).ShouldBe("x");

    [Theory]
    [Trait("Spec", "H5")]
    [InlineData("\"text\"", true)]
    [InlineData("\"t\\u0065xt\"", true)]
    [InlineData("\"t\\ud83cxt\"", false)]
    [InlineData("\"texts\"", false)]
    public void A_reader_s_string_must_be_compared_by_what_it_means(string json, bool isText)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json));
        reader.Read();
        reader.Is("text"u8).ShouldBe(isText);
    }

    [Fact]
    [Trait("Spec", "H10")]
    public void Nesting_past_200_must_be_read() =>
        Parse("{\"a\":" + new string('[', 300) + new string(']', 300) + "}").ItemsOf("a"u8).Count().ShouldBe(1);

    static JsonElement Parse(string json) => JsonFields.Parse(Encoding.UTF8.GetBytes(json), 512);
}
