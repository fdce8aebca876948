using Microsoft.Extensions.Configuration;

namespace Luthien.Hocon.Tests.Configuration;

[Trait("Spec", "HOCON provider")]
public sealed class FlatConfigurationSpec
{
    [Fact]
    public void A_tree_becomes_paths()
    {
        var configuration = new ConfigurationBuilder().AddHoconText("a { b = [x, { c = 1 }], d = null, e = 1.50 }").Build();

        configuration.AsEnumerable().Where(p => p.Value is not null).ToDictionary().ShouldBe(
            new Dictionary<string, string?> { ["a:b:0"] = "x", ["a:b:1:c"] = "1", ["a:e"] = "1.50" }, ignoreOrder: true);
    }

    [Fact]
    public void An_explicit_null_hides_what_an_earlier_provider_says()
    {
        var earlier = new Dictionary<string, string?> { ["a"] = "1", ["b"] = "2" };

        var configuration = new ConfigurationBuilder().AddInMemoryCollection(earlier).AddHoconText("a = null").Build();

        configuration["a"].ShouldBeNull();
        configuration["b"].ShouldBe("2");
    }

    [Fact]
    public void Empty_objects_and_arrays_are_kept_beside_the_flat_keys()
    {
        var provider = Provider("a {}, b = [], c { d {} }");

        Reading.Json(provider.Document.Root).ShouldBe("""{"a":{},"b":[],"c":{"d":{}}}""");
        provider.Document.Find("c", "d")!.Value.ShouldBeOfType<HoconObject>();
    }

    [Theory]
    [InlineData("port = 1\nPort = 2", 2)]
    [InlineData("a.b = 1\nA.c = 2", 2)]
    [InlineData("x = [{ k = 1\nK = 2 }]", 2)]
    [InlineData("a = 1\n\"b:c\" = 2", 2)]
    [InlineData("a = 1\na.\"\" = 2", 2)]
    public void Keys_that_configuration_cannot_tell_apart_are_located_errors(string text, int line) =>
        Should.Throw<HoconException>(() => Provider(text)).Origin.Line.ShouldBe(line);

    [Fact]
    public void Long_keys_over_each_other_are_limited() =>
        Should.Throw<HoconException>(() => Provider(string.Join('\n', Enumerable.Range(0, 5).Select(_ => $"{new string('k', 1000)} {{")) + "a = 1 }}}}}")).Origin.Line.ShouldBe(5);

    [Fact]
    public void A_field_is_found_by_path_expression()
    {
        var document = HoconDocument.Parse("a { \"b.c\" = [x, y] }");

        document.FindPath("a.\"b.c\".1")!.Value.ShouldBeOfType<HoconScalar>().Text.ShouldBe("y");
        document.FindPath("a.b.c").ShouldBeNull();
        Should.Throw<HoconException>(() => document.FindPath("a..b"));
        Should.Throw<HoconException>(() => document.FindPath("a = 1"));
    }

    [Fact]
    public void All_of_them_are_reported_at_once() =>
        Should.Throw<HoconException>(() => Provider("a = 1, A = 2\n\"b:c\" = 3")).Problems.Count.ShouldBe(2);

    [Fact]
    public void Without_a_schema_no_key_changes() =>
        new ConfigurationBuilder().AddHoconText("first-byte = 1").Build()["first-byte"].ShouldBe("1");

    [Fact]
    public void With_a_schema_known_keys_lose_their_dashes_and_data_keeps_them()
    {
        var schema = HoconSchema.Of("up-streams.*.base-url", "free.**");
        var configuration = new ConfigurationBuilder().AddHoconText("up-streams.my-one.base-url = x, free.a-b = y", schema: schema).Build();

        configuration["UpStreams:my-one:BaseUrl"].ShouldBe("x");
        configuration["free:a-b"].ShouldBe("y");
    }

    [Fact]
    public void An_unknown_key_stops_the_start() =>
        Should.Throw<HoconException>(() => new ConfigurationBuilder().AddHoconText("a = 1\nbb = 2", "site.conf", HoconSchema.Of("a")).Build())
            .Origin.FileAndLine.ShouldBe("site.conf:2");

    [Fact]
    public void A_further_check_can_reject_a_document() =>
        Should.Throw<HoconException>(() => new ConfigurationBuilder().AddHocon(source =>
        {
            source.Layers.Add(new HoconLayer.Text("t", "\na = 1"));
            source.Validate = document => [new HoconProblem(document.OriginOf("a")!, "not today")];
        }).Build()).Origin.Line.ShouldBe(2);

    [Fact]
    public void Every_value_knows_its_origin()
    {
        var provider = Provider("x = 5\na {\n  b = ${x}\n  c = [1\n 2]\n}");

        provider.OriginOf("A:B")!.ToString().ShouldBe("t.conf:3:3");
        provider.OriginOf("a:c:1")!.FileAndLine.ShouldBe("t.conf:5");
        provider.OriginOf("a:z").ShouldBeNull();
        provider.Document.OriginOf("a", "c", "1")!.Line.ShouldBe(5);
        provider.Document.Find("a", "b")!.Value.Origin.Line.ShouldBe(1);
    }

    [Fact]
    public void A_value_set_twice_has_the_origin_of_the_winner()
    {
        var document = HoconDocument.Load([new HoconLayer.Text("one", "a { b = 1, c = 1 }"), new HoconLayer.Text("two", "\na.b = 2\na.c = ${?none}")], Reading.Options());

        document.OriginOf("a", "b")!.FileAndLine.ShouldBe("two:2");
        document.OriginOf("a", "c")!.FileAndLine.ShouldBe("one:1");
    }

    static HoconConfigurationProvider Provider(string text) =>
        (HoconConfigurationProvider)new ConfigurationBuilder().AddHoconText(text, "t.conf").Build().Providers.Single();
}
