namespace Luthien.Hocon.Tests.Schema;

[Trait("Spec", "HOCON validation")]
public sealed class HoconSchemaSpec
{
    static readonly HoconSchema _schema = HoconSchema.Of(
        "listen.port", "upstreams.*.base-url", "upstreams.*.headers.*", "routes.*.model", "tags", "policy.options.**", "timeouts.first-byte-timeout");

    [Theory]
    [InlineData("listen.port = 1, tags = [a, b], routes = [{ model = x }]")]
    [InlineData("upstreams.my-own { base-url = x, headers { X-Any = y } }")]
    [InlineData("policy.options { anything.at.all = [1, { x = 2 }] }")]
    [InlineData("")]
    public void Known_keys_pass(string text) => Unknown(text).ShouldBeEmpty();

    [Theory]
    [InlineData("listen.prot = 1", "1:1", "port")]
    [InlineData("upstreams {\n  openai {\n    baseurl = x\n  }\n}", "3:5", "base-url")]
    [InlineData("timeouts {\n first-byte-timout = 5m }", "2:2", "first-byte-timeout")]
    [InlineData("timeouts {\n firstByteTimeout = 5m }", "2:2", "first-byte-timeout")]
    [InlineData("routes = [{ model = x },\n { modle = y }]", "2:4", "model")]
    [InlineData("rout = []", "1:1", "routes")]
    public void An_unknown_key_is_reported_where_it_stands_with_the_known_one_it_resembles(string text, string place, string meant)
    {
        var problem = Unknown(text).ShouldHaveSingleItem();

        $"{problem.Origin.Line}:{problem.Origin.Column}".ShouldBe(place);
        problem.Message.ShouldEndWith($"did you mean {meant}?");
    }

    [Theory]
    [InlineData("zzz = 1")]
    [InlineData("listen.port.x = 1")]
    [InlineData("tags { x = 1 }")]
    [InlineData("tags = [{ x = 1 }]")]
    [InlineData("policy.optoins2x { a = 1 }")]
    public void What_resembles_nothing_gets_no_suggestion(string text) => Unknown(text).ShouldHaveSingleItem().Message.ShouldNotContain("mean");

    [Fact]
    public void All_unknown_keys_are_reported_at_once() => Unknown("x = 1\ny = 2\nlisten.z = 3").Count.ShouldBe(3);

    [Fact]
    public void The_problems_of_a_wholly_wrong_file_are_cut_off() =>
        Unknown(string.Join('\n', Enumerable.Range(0, 500).Select(i => $"y{i} = 1"))).Count.ShouldBe(100);

    [Theory]
    [InlineData("a..b")]
    [InlineData("")]
    [InlineData("a.**.b")]
    public void A_malformed_schema_path_is_refused(string path) => Should.Throw<ArgumentException>(() => HoconSchema.Of(path));

    [Fact]
    public void Schemas_add_up() =>
        _schema.With(HoconSchema.Of("logging.**")).Check(HoconDocument.Parse("logging.any.level = Debug, listen.port = 1")).ShouldBeEmpty();

    [Theory]
    [InlineData("gateway { first-byte-timeout = 5m, max-body = 32MB, tls-port = 1, mode = both }")]
    [InlineData("gateway.upstreams { own { base-url = x, next { base-url = y } } }")]
    [InlineData("gateway.routes = [{ model = x }], gateway.tags = [a], gateway.labels { any = 1 }")]
    public void An_options_class_is_a_schema(string text) => HoconSchema.Of<Options>("gateway").Check(HoconDocument.Parse(text)).ShouldBeEmpty();

    [Theory]
    [InlineData("gateway.first-byte = 5m")]
    [InlineData("gateway.computed = 1")]
    [InlineData("gateway.upstreams { base-url = x }")]
    [InlineData("gateway.routes = x")]
    [InlineData("gateway.routes = [{ modell = x }]")]
    [InlineData("gateway.upstreams.own.base-url.x = 1")]
    [InlineData("other = 1")]
    public void What_an_options_class_does_not_hold_is_unknown(string text) =>
        HoconSchema.Of<Options>("gateway").Check(HoconDocument.Parse(text)).ShouldHaveSingleItem();

    [Theory]
    [InlineData("Port", "port")]
    [InlineData("FirstByteTimeout", "first-byte-timeout")]
    [InlineData("TLSPort", "tls-port")]
    [InlineData("UseTLS", "use-tls")]
    [InlineData("Http2", "http2")]
    [InlineData("Http2Window", "http2-window")]
    public void Property_names_become_kebab_case(string name, string key) => OptionsPaths.Kebab(name).ShouldBe(key);

    static IReadOnlyList<HoconProblem> Unknown(string text) => _schema.Check(HoconDocument.Parse(text));

    sealed record Options
    {
        public Duration FirstByteTimeout { get; init; }

        public ByteSize? MaxBody { get; init; }

        public int TLSPort { get; init; }

        public DayOfWeek Mode { get; init; }

        public Dictionary<string, Upstream> Upstreams { get; init; } = [];

        public IReadOnlyList<Route> Routes { get; init; } = [];

        public string[] Tags { get; init; } = [];

        public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

        public bool Computed => TLSPort > 0;
    }

    sealed record Upstream
    {
        public string? BaseUrl { get; init; }

        public Upstream? Next { get; init; }
    }

    sealed record Route(string Model)
    {
        public string Model { get; init; } = Model;
    }
}
