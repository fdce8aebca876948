using FsCheck;
using FsCheck.Fluent;

namespace Luthien.Hocon.Tests;

[Trait("Spec", "HOCON fuzz")]
public sealed class FuzzSpec
{
    static readonly string[] _fragments =
    [
        "a", "b", "c", "a.b", "\"a b\"", "\"", "\"\"\"", "\\u00", "=", ":", "+=", "{", "}", "[", "]", ",", "\n", " ", "#", "//", "${a}", "${?b}", "${c.a}", "${",
        "}", "$", "include ", "include \"x\"", "required(", "file(", ")", "null", "true", "1", "-1e+", "5s", ".", "..", "\uFEFF", "\0", "\u2028", "\uD800", "+", "?",
    ];

    [Fact]
    public void Any_fragments_end_in_a_tree_or_a_located_error() =>
        Prop.ForAll(Gen.Elements(_fragments).ArrayOf().Select(string.Concat).ToArbitrary(), EndsWell)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(3000).WithEndSize(60));

    [Fact]
    public void Any_characters_end_in_a_tree_or_a_located_error() =>
        Prop.ForAll<string?>(text => EndsWell(text ?? "")).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    [Fact]
    public void Any_well_formed_assignments_end_in_a_tree_or_a_located_error()
    {
        var key = Gen.Elements("a", "b", "c", "a.a", "a.b", "b.a", "c.b");
        var value = Gen.Elements("1", "x", "[1]", "{ a = 2 }", "{ b = ${a} }", "[${b}]", "${?a}", "${b}", "${?c}", "${c.b}", "${?a} [3]", "${?b}y", "${a} { b = ${?c} }", "null");
        var line = key.SelectMany(k => Gen.Elements(" = ", " += "), (k, s) => k + s).SelectMany(_ => value, (k, v) => k + v);

        Prop.ForAll(line.ArrayOf().Select(lines => string.Join('\n', lines)).ToArbitrary(), EndsWell)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(3000).WithEndSize(20));
    }

    /// <summary>Any exception but the located one fails the property; reading twice gives the same.</summary>
    static bool EndsWell(string text) => Outcome(text) == Outcome(text);

    static string Outcome(string text)
    {
        try
        {
            return Reading.Json(text);
        }
        catch (HoconException e)
        {
            e.Origin.Line.ShouldBeInRange(1, text.Count(c => c == '\n') + 1);
            e.Origin.Column.ShouldBeInRange(1, text.Length + 1);
            return e.Message;
        }
    }
}
