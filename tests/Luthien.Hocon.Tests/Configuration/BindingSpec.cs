using Microsoft.Extensions.Configuration;

namespace Luthien.Hocon.Tests.Configuration;

[Trait("Spec", "HOCON conversions")]
public sealed class BindingSpec
{
    const string Defaults = """
        gateway {
          timeouts { connect = 5s, first-byte-timeout = 5m, idle = ${gateway.timeouts.first-byte-timeout}, total = infinite }
          limits { max-body = 32MB, max-events = 10000 }
          compress = off
          base { base-url = "https://example.test", verify-tls = yes }
        }
        """;

    const string Site = """
        # What an operator writes
        gateway {
          upstreams {
            my-openai = ${gateway.base} { base-url = "https://one.test/v1", formats = [chat, responses] }
            "Local.Model" { base-url = "http://127.0.0.1:9000", headers { X-Team-Name = "a: b" }, formats = [] }
          }
          routes = [
            { model = "gpt-*", upstream = my-openai }
            { model = "llama3:8b", upstream = Local.Model, timeout = 1.5m }
          ]
          limits.max-body = 10 MiB
          limits.max-events = "20000"
          compress = on
        }
        """;

    [Fact]
    public void The_stock_binder_reads_a_whole_nested_configuration()
    {
        var options = Bind<Gateway>(Defaults, Site);

        options.Timeouts.Connect.ToTimeSpan().ShouldBe(TimeSpan.FromSeconds(5));
        options.Timeouts.FirstByteTimeout.ToTimeSpan().ShouldBe(TimeSpan.FromMinutes(5));
        options.Timeouts.Idle.ShouldBe(options.Timeouts.FirstByteTimeout);
        options.Timeouts.Total.IsInfinite.ShouldBeTrue();
        options.Limits.ShouldBe(new Limits { MaxBody = new ByteSize(10 << 20), MaxEvents = 20_000 });
        ((bool)options.Compress).ShouldBeTrue();
    }

    [Fact]
    public void Names_that_the_user_chooses_stay_as_they_are()
    {
        var upstreams = Bind<Gateway>(Defaults, Site).Upstreams;

        upstreams.Keys.ShouldBe(["my-openai", "Local.Model"], ignoreOrder: true);
        upstreams["my-openai"].BaseUrl.ShouldBe(new Uri("https://one.test/v1"));
        ((bool)upstreams["my-openai"].VerifyTls).ShouldBeTrue();
        upstreams["my-openai"].Formats.ShouldBe(["chat", "responses"]);
        upstreams["Local.Model"].Headers["X-Team-Name"].ShouldBe("a: b");
    }

    [Fact]
    public void Lists_keep_their_order_and_their_text()
    {
        var routes = Bind<Gateway>(Defaults, Site).Routes;

        routes.Select(r => (r.Model, r.Upstream)).ShouldBe([("gpt-*", "my-openai"), ("llama3:8b", "Local.Model")]);
        routes[1].Timeout!.Value.ToTimeSpan().ShouldBe(TimeSpan.FromSeconds(90));
        routes[0].Timeout.ShouldBeNull();
    }

    [Fact]
    public void An_empty_list_binds_to_an_empty_array() => Bind<Gateway>(Defaults, Site).Upstreams["Local.Model"].Formats.ShouldBe([]);

    [Fact]
    public void A_numerically_keyed_object_binds_as_a_list() =>
        Bind<Gateway>("gateway.routes { \"1\" { model = b }, \"0\" { model = a } }").Routes.Select(r => r.Model).ShouldBe(["a", "b"]);

    [Fact]
    public void Later_providers_override_with_property_names_and_substitutions_do_not_see_them()
    {
        var configuration = new ConfigurationBuilder().AddHoconText(Defaults, schema: Schema)
            .AddInMemoryCollection(new Dictionary<string, string?> { ["Gateway:Timeouts:FirstByteTimeout"] = "1s" }).Build();

        var timeouts = configuration.GetSection("gateway").Get<Gateway>()!.Timeouts;

        timeouts.FirstByteTimeout.ShouldBe(Duration.Parse("1s"));
        timeouts.Idle.ShouldBe(Duration.Parse("5m"));
    }

    [Theory]
    [InlineData("gateway.timeouts.connect = 5 apples")]
    [InlineData("gateway.limits.max-body = 99EiB")]
    [InlineData("gateway.compress = maybe")]
    public void A_value_that_does_not_convert_fails_the_binding(string text) => Should.Throw<InvalidOperationException>(() => Bind<Gateway>(text));

    [Fact]
    public void The_binder_drops_a_list_element_that_does_not_convert_unless_told_to_be_strict()
    {
        var section = new ConfigurationBuilder().AddHoconText("gateway.routes = [{ model = a, timeout = 5 apples }]", schema: Schema).Build().GetSection("gateway");

        Should.Throw<InvalidOperationException>(() => section.Get<Gateway>(o => o.ErrorOnUnknownConfiguration = true));
    }

    static HoconSchema Schema => HoconSchema.Of<Gateway>("gateway").With(HoconSchema.Of("gateway.base.**"));

    static T Bind<T>(params string[] layers)
    {
        var configuration = new ConfigurationBuilder().AddHocon(source =>
        {
            source.Schema = Schema;
            foreach (var (index, text) in layers.Index())
                source.Layers.Add(new HoconLayer.Text($"layer{index}", text));
        }).Build();
        return configuration.GetSection("gateway").Get<T>()!;
    }

    sealed record Gateway
    {
        public Timeouts Timeouts { get; init; } = new();

        public Limits Limits { get; init; } = new();

        public Flag Compress { get; init; }

        public Dictionary<string, Upstream> Upstreams { get; init; } = [];

        public List<Route> Routes { get; init; } = [];
    }

    sealed record Timeouts
    {
        public Duration Connect { get; init; }

        public Duration FirstByteTimeout { get; init; }

        public Duration Idle { get; init; }

        public Duration Total { get; init; }
    }

    sealed record Limits
    {
        public ByteSize MaxBody { get; init; }

        public int MaxEvents { get; init; }
    }

    sealed record Upstream
    {
        public Uri? BaseUrl { get; init; }

        public Flag VerifyTls { get; init; }

        public string[]? Formats { get; init; }

        public Dictionary<string, string> Headers { get; init; } = [];
    }

    sealed record Route
    {
        public string Model { get; init; } = "";

        public string Upstream { get; init; } = "";

        public Duration? Timeout { get; init; }
    }
}
