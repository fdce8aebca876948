using System.Buffers;
using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using LuthienProxy.Protocol.Json;
using LuthienProxy.Protocol.Tests.Arbitrary;

namespace LuthienProxy.Protocol.Tests.Json;

public sealed class JsonTextSpec
{
    [Fact]
    [Trait("Spec", "H5")]
    public void Writing_and_reading_a_text_must_give_it_back_whatever_its_code_units() =>
        Prop.ForAll(Texts.AnyUtf16().ToArbitrary(), text => JsonText.Unescape(Written(text)) == text).QuickCheckThrowOnFailure();

    [Fact]
    [Trait("Spec", "H5")]
    public void What_is_written_must_be_JSON_that_the_platform_reads_as_the_same_text_where_it_can() =>
        Prop.ForAll(Texts.WellFormed().ToArbitrary(), text => JsonSerializer.Deserialize<string>(Quoted(text)) == text).QuickCheckThrowOnFailure();

    [Fact]
    [Trait("Spec", "H5")]
    public void A_writer_s_text_must_come_back_whatever_its_code_units() =>
        Prop.ForAll(Texts.AnyUtf16().ToArbitrary(), text => JsonFields.Parse(ThroughWriter(text), 4).AsText() == text).QuickCheckThrowOnFailure();

    [Theory]
    [Trait("Spec", "H5")]
    [InlineData(@"\ud83c\udf0d", "🌍")]
    [InlineData("🌍", "🌍")]
    [InlineData(@"\""\\\/\b\f\n\r\t", "\"\\/\b\f\n\r\t")]
    [InlineData(@"\u0000\u001f", "\u0000\u001f")]
    public void Escapes_must_be_read_as_the_code_units_they_name(string escaped, string text) =>
        JsonText.Unescape(Encoding.UTF8.GetBytes(escaped)).ShouldBe(text);

    // An attribute cannot hold a lone surrogate: these stand as literals.
    [Fact]
    [Trait("Spec", "H5")]
    public void Half_a_surrogate_pair_must_be_read_from_its_escape_and_leave_as_it()
    {
        JsonText.Unescape(@"\ud83c"u8).ShouldBe("\ud83c");
        JsonText.Unescape(@"a\uDF0Db"u8).ShouldBe("a\udf0db");
        Written("a\ud83c").ShouldBe(@"a\ud83c"u8.ToArray());
        Written("\udf0d\ud83c").ShouldBe(@"\udf0d\ud83c"u8.ToArray());
    }

    [Theory]
    [Trait("Spec", "H5")]
    [InlineData("🌍 <&>'é", "🌍 <&>'é")]
    [InlineData("\"\\\n\u0001", @"\""\\\n\u0001")]
    public void Only_what_must_be_escaped_must_be(string text, string written) =>
        Encoding.UTF8.GetString(Written(text)).ShouldBe(written);

    static byte[] Written(string text)
    {
        var output = new ArrayBufferWriter<byte>();
        JsonText.WriteEscaped(output, text);
        return output.WrittenSpan.ToArray();
    }

    static byte[] Quoted(string text) => [(byte)'"', .. Written(text), (byte)'"'];

    static byte[] ThroughWriter(string text)
    {
        var output = new ArrayBufferWriter<byte>();
        using var writer = JsonText.CreateWriter(output);
        writer.WriteText(text);
        writer.Flush();
        return output.WrittenSpan.ToArray();
    }
}
