namespace Luthien.Hocon.Tests.Resolving;

[Trait("Spec", "HOCON limits")]
public sealed class LimitSpec
{
    [Theory]
    [InlineData("{", "}")]
    [InlineData("[", "]")]
    public void Nesting_to_256_is_read_and_deeper_is_refused(string open, string close)
    {
        var key = open == "{" ? "k" : "";
        string Nested(int depth) => $"a = {string.Concat(Enumerable.Repeat(open + key, depth - 1))}{open}{string.Concat(Enumerable.Repeat(close, depth))}";

        // The root is one level, and so is the innermost container.
        Should.NotThrow(() => HoconDocument.Parse(Nested(255)));
        Reading.Problem(Nested(257)).Origin.Line.ShouldBe(1);
        Reading.Problem(Nested(100_000)).Origin.Line.ShouldBe(1);
    }

    [Fact]
    public void A_path_is_as_deep_as_the_objects_it_stands_for()
    {
        Should.NotThrow(() => HoconDocument.Parse($"{string.Join('.', Enumerable.Repeat("a", 255))} = 1"));
        Reading.Place($"{string.Join('.', Enumerable.Repeat("a", 300))} = 1").ShouldBe("1:1");
        Reading.Place($"x = ${{?{string.Join('.', Enumerable.Repeat("a", 300))}}}").ShouldBe("1:5");
    }

    [Fact]
    public void Objects_that_grow_by_reference_are_as_limited_as_written_ones() =>
        Reading.Problem(string.Join('\n', Enumerable.Range(1, 400).Select(i => $"x{i} {{ a = ${{x{i - 1}}} }}").Prepend("x0 = 1"))).Origin.Line.ShouldBeGreaterThan(200);

    [Theory]
    [InlineData("[lol]", "[${{x{0}}},${{x{0}}},${{x{0}}},${{x{0}}},${{x{0}}},${{x{0}}},${{x{0}}},${{x{0}}},${{x{0}}},${{x{0}}}]")]
    [InlineData("[lol]", "${{x{0}}} ${{x{0}}} ${{x{0}}} ${{x{0}}} ${{x{0}}} ${{x{0}}} ${{x{0}}} ${{x{0}}} ${{x{0}}} ${{x{0}}}")]
    [InlineData("lolololo", "${{x{0}}}${{x{0}}}${{x{0}}}${{x{0}}}${{x{0}}}${{x{0}}}${{x{0}}}${{x{0}}}${{x{0}}}${{x{0}}}")]
    [InlineData("{ a = 1 }", "{{ a = ${{x{0}}}, b = ${{x{0}}}, c = ${{x{0}}}, d = ${{x{0}}}, e = ${{x{0}}}, f = ${{x{0}}}, g = ${{x{0}}} }}")]
    public void A_billion_laughs_are_refused_early(string seed, string tenfold)
    {
        var text = string.Join('\n', Enumerable.Range(0, 12).Select(i => $"x{i + 1} = {string.Format(tenfold, i)}").Prepend($"x0 = {seed}"));
        var before = GC.GetAllocatedBytesForCurrentThread();

        Reading.Problem(text).Origin.Line.ShouldBeInRange(5, 9);

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(200_000_000);
    }

    [Fact]
    public void Ten_thousand_substitutions_are_expanded_and_no_more()
    {
        string Text(int count) => $"a = 1\nb = [{string.Join(',', Enumerable.Repeat("${a}", count))}]";

        Should.NotThrow(() => HoconDocument.Parse(Text(10_000)));
        Reading.Problem(Text(10_001)).Origin.Line.ShouldBe(2);
    }

    [Fact]
    public void A_chain_of_references_ends_in_a_value_or_an_error_never_in_a_crash()
    {
        string Chain(int length) => string.Join('\n', Enumerable.Range(0, length).Select(i => $"x{i} = ${{x{i + 1}}}").Append($"x{length} = end"));

        Reading.Json(HoconDocument.Parse(Chain(300)).Find("x0")!.Value).ShouldBe("\"end\"");
        Reading.Problem(Chain(9_999), new HoconLimits { Expansions = 5_000 }).Message.ShouldNotBeEmpty();
    }

    [Fact]
    public void A_thousand_appends_are_a_list() =>
        ((HoconArray)HoconDocument.Parse(string.Join('\n', Enumerable.Range(0, 1000).Select(i => $"a += {i}"))).Find("a")!.Value).Items.Count.ShouldBe(1000);

    [Fact]
    public void Merging_the_same_objects_over_and_over_is_refused()
    {
        var wide = string.Join(", ", Enumerable.Range(0, 1000).Select(i => $"k{i} = 1"));
        var text = $"w {{ {wide} }}\n{string.Join('\n', Enumerable.Range(0, 9_000).Select(_ => "a = ${w}\n"))}a {{}}";

        Reading.Problem(text, new HoconLimits { Values = 5000 }).Message.ShouldNotBeEmpty();
    }

    [Fact]
    public void Looking_through_endless_assignments_over_and_over_is_refused()
    {
        var text = $"{string.Concat(Enumerable.Repeat("a = []\n", 100_000))}b = [{string.Join(',', Enumerable.Repeat("${?a.x}", 9_000))}]";

        Reading.Problem(text).Message.ShouldNotBeEmpty();
    }

    [Fact]
    public void A_scalar_forgets_what_it_hides() =>
        Should.NotThrow(() => HoconDocument.Parse($"{string.Concat(Enumerable.Repeat("a = 1\n", 100_000))}b = [{string.Join(',', Enumerable.Repeat("${?a.x}", 9_000))}]"));

    [Fact]
    public void A_key_may_be_1024_characters_long()
    {
        Should.NotThrow(() => HoconDocument.Parse($"{new string('k', 1024)} = 1"));
        Reading.Problem($"a = 1\n{new string('k', 1025)} = 1").Origin.Line.ShouldBe(2);
        Reading.Problem($"a = 1\n\"{new string('k', 1025)}\" = 1").Origin.Line.ShouldBe(2);
    }

    [Fact]
    public void Joined_text_is_limited() => Reading.Place("a = ${b} ${b}, b = 123456", new HoconLimits { TextLength = 10 }).ShouldBe("1:5");
}
