namespace LuthienProxy.Architecture.Tests;

/// <summary>What stands twice in the product is said once, in a place of its own (000-22).</summary>
[Trait("Spec", "000-22")]
public sealed class ClonesSpec
{
    /// <summary>So many lines of code that follow each other, the same in two places, are a copy.</summary>
    const int Lines = 6;

    [Fact]
    public void No_six_lines_of_code_may_stand_in_two_places() =>
        Runs(Repository.Source).GroupBy(run => run.Text).Where(same => same.Skip(1).Any()).Select(same => string.Join(" and ", same.Select(run => run.Place))).ShouldBeEmpty();

    [Fact]
    public void A_copy_must_be_seen_whatever_stands_around_and_between_it()
    {
        string[] copied = ["a();", "b();", "c();", "d();", "e();", "f();"];
        var one = new SourceFile("One.cs", ["using X;", "{", .. copied, "}"]);
        var other = new SourceFile("Other.cs", ["before();", .. copied.SelectMany(line => new[] { "    " + line, "", "// why" })]);
        Runs([one, other]).GroupBy(run => run.Text).Count(same => same.Skip(1).Any()).ShouldBe(1);
    }

    static IEnumerable<(string Text, string Place)> Runs(IEnumerable<SourceFile> files) => files.SelectMany(file =>
    {
        var code = file.Lines.Select((line, at) => (Text: line.Trim(), Number: at + 1)).Where(line => IsCode(line.Text)).ToList();
        return Enumerable.Range(0, Math.Max(0, code.Count - Lines + 1))
            .Select(at => (string.Join('\n', code.Skip(at).Take(Lines).Select(line => line.Text)), $"{file.Path}:{code[at].Number}"));
    });

    // Brackets, imports and comments are nobody's invention, and a record has the members that it has.
    static bool IsCode(string line) =>
        line.Any(char.IsLetter) && !line.StartsWith("//", StringComparison.Ordinal) && !line.StartsWith("using ", StringComparison.Ordinal)
            && !line.StartsWith("namespace ", StringComparison.Ordinal) && !line.EndsWith("{ get; init; }", StringComparison.Ordinal);
}
