namespace Luthien.Hocon.Tests.Schema;

/// <summary>What a problem says: the whole path of the key, and the known key that was meant.</summary>
[Trait("Spec", "HOCON validation")]
public sealed class SchemaWordsSpec
{
    static readonly HoconSchema _schema = HoconSchema.Of("listen.port", "routes.*.model", "upstreams.*.url", "upstreams.own.key", "tags", "free.**");

    [Theory]
    [InlineData("listen { x = 1, y = 2 }", "unknown key listen.x|unknown key listen.y")]
    [InlineData("routes = [{ model = a }, { q = b }]", "unknown key routes.1.q")]
    [InlineData("listen.\"odd key\" = 1", "unknown key listen.\"odd key\"")]
    [InlineData("listen = 1", "listen wants an object or a list, not a single value")]
    [InlineData("upstreams.other.key = 1", "unknown key upstreams.other.key")]
    public void A_problem_names_its_whole_path(string text, string problems) => Problems(_schema, text).ShouldBe(problems.Split('|'));

    [Fact]
    public void A_name_that_the_product_chose_goes_before_one_that_a_user_may_choose()
    {
        Problems(_schema, "upstreams.own.key = 1").ShouldBeEmpty();
        Problems(_schema, "upstreams.own.url = 1").ShouldHaveSingleItem();
        Problems(_schema, "upstreams.mine.url = 1").ShouldBeEmpty();
    }

    [Fact]
    public void Schemas_that_both_know_a_key_know_it_together()
    {
        var both = _schema.With(HoconSchema.Of("tags", "free.**", "routes.*.model", "routes.*.weight"));

        Problems(both, "tags = [a], free.any.key = 1, routes = [{ model = m, weight = 1 }]").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("prot", "port")]
    [InlineData("POR-T", "port")]
    [InlineData("base-urll", "base-url")]
    [InlineData("aaa", null)]
    [InlineData("aab", null)]
    [InlineData("pot", "port")]
    [InlineData("pts", null)]
    [InlineData("tip", "tap")]
    [InlineData("tqp", "tap")]
    [InlineData("x", null)]
    [InlineData("", null)]
    public void The_closest_known_word_is_meant_or_none(string word, string? meant) => Spelling.Closest(word, ["tup", "base-url", "port", "tap"]).ShouldBe(meant);

    [Fact]
    public void The_nearer_of_two_words_is_meant() => Spelling.Closest("first-timeout", ["fist-timeouts", "first-timeouts"]).ShouldBe("first-timeouts");

    static IEnumerable<string> Problems(HoconSchema schema, string text) => schema.Check(HoconDocument.Parse(text)).Select(problem => problem.Message);
}
