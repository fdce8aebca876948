namespace Luthien.Hocon.Tests.Parsing;

[Trait("Spec", "HOCON strings")]
public sealed class StringSpec
{
    [Theory]
    [InlineData("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "\"\\/\b\f\n\r\t")]
    [InlineData("\"\\u0041\\u00e9\\uD83D\\uDE00\"", "A\u00e9\U0001F600")]
    [InlineData("\"\"", "")]
    [InlineData("\"${x} # [ { = , \"", "${x} # [ { = , ")]
    [InlineData("plain", "plain")]
    [InlineData("  outer space is lost  ", "outer space is lost")]
    [InlineData("a/b;c.d(e)|f<g>~h'i%j", "a/b;c.d(e)|f<g>~h'i%j")]
    [InlineData("5s", "5s")]
    [InlineData("-x", "-x")]
    [InlineData("1.2.3", "1.2.3")]
    [InlineData("01", "01")]
    [InlineData("truefoo", "truefoo")]
    [InlineData(".5", ".5")]
    [InlineData("1.", "1.")]
    [InlineData("1e", "1e")]
    [InlineData("-", "-")]
    public void A_string_is_what_it_says(string written, string text) => Scalar(written).ShouldBe((text, HoconScalarKind.String));

    [Theory]
    [InlineData("true", HoconScalarKind.Boolean)]
    [InlineData("false", HoconScalarKind.Boolean)]
    [InlineData("null", HoconScalarKind.Null)]
    [InlineData("0", HoconScalarKind.Number)]
    [InlineData("-1.50", HoconScalarKind.Number)]
    [InlineData("1e+5", HoconScalarKind.Number)]
    [InlineData("1E-5", HoconScalarKind.Number)]
    [InlineData("-0.0e0", HoconScalarKind.Number)]
    [InlineData("123456789012345678901234567890", HoconScalarKind.Number)]
    [InlineData("yes", HoconScalarKind.String)]
    public void A_lone_word_keeps_its_kind_and_its_spelling(string written, HoconScalarKind kind) => Scalar(written).ShouldBe((written, kind));

    [Theory]
    [InlineData("\"\"\"a\nb\"\"\"", "a\nb")]
    [InlineData("\"\"\"C:\\temp \"x\" ${y}\"\"\"", "C:\\temp \"x\" ${y}")]
    [InlineData("\"\"\"\"a\"\"\"\"", "\"a\"")]
    [InlineData("\"\"\"\"\"\"", "")]
    [InlineData("\"\"\"a\"\"\"\"\"", "a\"\"")]
    public void Triple_quotes_are_raw_and_surplus_quotes_belong_to_the_text(string written, string text) =>
        Scalar(written).ShouldBe((text, HoconScalarKind.String));

    [Theory]
    [InlineData("a = \"x", "1:5")]
    [InlineData("a = \"x\ny\"", "1:5")]
    [InlineData("a = \"\"\"x", "1:5")]
    [InlineData("a = \"x\\q\"", "1:7")]
    [InlineData("a = \"\\u12G4\"", "1:6")]
    [InlineData("a = \"\\u12", "1:6")]
    [InlineData("a = \"tab\there\"", "1:9")]
    public void A_broken_string_is_an_error(string text, string place) => Reading.Place(text).ShouldBe(place);

    [Theory]
    [InlineData('$')]
    [InlineData('+')]
    [InlineData('`')]
    [InlineData('^')]
    [InlineData('?')]
    [InlineData('!')]
    [InlineData('@')]
    [InlineData('*')]
    [InlineData('&')]
    [InlineData('\\')]
    [InlineData(':')]
    [InlineData('=')]
    [InlineData('\0')]
    public void Unquoted_text_holds_no_forbidden_character(char c) => Reading.Place($"a = x{c}y").ShouldBe("1:6");

    static (string, HoconScalarKind) Scalar(string written)
    {
        var scalar = (HoconScalar)HoconDocument.Parse($"a = {written}").Find("a")!.Value;
        return (scalar.Text, scalar.Kind);
    }
}
