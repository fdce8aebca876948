using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using LuthienProxy.Fixtures.Provisioning;
using LuthienProxy.LoadTest.Measuring;
using LuthienProxy.LoadTest.Reports;

namespace LuthienProxy.LoadTest.Tests.Reports;

/// <summary>The page says what the JSON says, holds nothing of others, and takes no word for markup.</summary>
[Trait("Spec", "000-56")]
public sealed partial class ReportSpec
{
    const string Hostile = "<script>alert(1)</script><img src=x onerror=alert(2)>\"' onload='x' &amp; </style></svg>]]>";

    static readonly LatencyPart Latency = new(4321, 1.5, 0.25, 1.25, 2.125, 7.5, 33.375, 123.5, [new(0, 0.25), new(0.5, 1.25), new(0.9, 2.125), new(0.99, 7.5)]);

    static readonly LoadReport Report = new()
    {
        Name = "a name",
        Began = new(2031, 3, 7, 11, 13, 17, TimeSpan.Zero),
        Seconds = 30.5,
        IsClean = false,
        Plan = new("http://127.0.0.1:8000/", "url", "steady", 1234, 30, 999_999, ["chat", "messages"], 100, 32, 20, 11, 12, 13, 77),
        Machine = new("Some System 5", ".NET 10", 2),
        Calls = new(5000, 4567, 321, 89, 23, 149.7, 456_700, 14_973.25),
        Failures = [new("reordered", 300, "2 deltas came after later ones"), new("stalled", 21, "nothing came")],
        Latencies = new(Latency, Latency with { P99 = 8.875 }, Latency, Latency with { Count = 0, Curve = [] }, Latency with { Count = 0, Curve = [] }),
        Kinds = [new("chat", true, 4000, 300, Latency, Latency, Latency), new("chat", false, 567, 21, Latency, Latency with { Count = 0 }, Latency)],
        Target = new(12.75, 27.9, 90.5, 310.25, 280.75, 31, 210, 215),
        Generator = new(9.5, 20.8, 60, 150, 140, 20, 150, 152),
        Course = [.. Enumerable.Range(1, 30).Select(second => new Moment(second, 1234, 150, 15_000, 10, 1.25, 8.875, 0.5, 300, 0.4))],
    };

    [Fact]
    public void The_page_must_say_what_the_JSON_says()
    {
        var page = HtmlReport.Of(Report);
        foreach (var said in (string[])
            [
                "a name", "not clean", "http://127.0.0.1:8000/", "1,234 streams", "2031-03-07 11:13:17", "4,567", "321", "89 were left", "23 were cut off", "14,973", "reordered", "300", "2 deltas came after later ones",
                "stalled", "21", "4,321", "0.250", "1.250", "2.125", "7.500", "33.4", "123.5", "8.875", "27.9", "310", "chat, streamed", "chat, not streamed", "chat, messages", "one every 20 ms", "11 not streamed",
                "12 read slowly", "13 left", "77", "Some System 5", "12.75", "90.5", "280.8", "210", "215",
            ])
            page.ShouldContain(said);
    }

    [Fact]
    public void No_word_may_become_markup()
    {
        var hostile = Report with
        {
            Name = Hostile,
            Plan = Report.Plan with { Target = Hostile, Formats = [Hostile], Via = Hostile },
            Machine = new(Hostile, Hostile, 2),
            Failures = [new(Hostile, 1, Hostile)],
        };
        var (tame, wild) = (Markup().Matches(HtmlReport.Of(Report with { Failures = Report.Failures.Take(1).ToList() })), Markup().Matches(HtmlReport.Of(hostile)));
        wild.Select(match => match.Value).ShouldBe(tame.Select(match => match.Value));
    }

    [Fact]
    public void The_page_must_have_nothing_from_elsewhere_and_no_script()
    {
        var page = HtmlReport.Of(Report);
        Elsewhere().Matches(page).ShouldBeEmpty();
        page.ShouldContain("prefers-color-scheme: dark");
        page.ShouldContain("name=\"viewport\"");
    }

    [Fact]
    public void Every_plot_must_be_well_formed_and_stay_within_its_frame()
    {
        var plots = Svg().Matches(HtmlReport.Of(Report)).Select(match => XElement.Parse(match.Value)).ToList();
        plots.Count.ShouldBe(7);
        var points = plots.SelectMany(plot => plot.Descendants("polyline")).SelectMany(line => line.Attribute("points")!.Value.Split(' ')).Select(point => point.Split(',').Select(double.Parse).ToArray()).ToList();
        points.Count.ShouldBeGreaterThan(200);
        points.ShouldAllBe(point => point[0] >= 0 && point[0] <= 640 && point[1] >= 0 && point[1] <= 250);
    }

    [Fact]
    public void A_run_without_any_value_must_still_have_a_page()
    {
        var none = Latency with { Count = 0, Curve = [] };
        var empty = Report with { Course = [], Kinds = [], Failures = [], Target = null, Generator = null, Latencies = new(none, none, none, none, none) };
        HtmlReport.Of(empty).ShouldContain("</html>");
    }

    [Fact]
    public void Every_field_of_the_JSON_must_be_described()
    {
        var described = File.ReadAllText(Path.Combine(Repository.Root, "docs", "load-testing.md"));
        var json = JsonSerializer.SerializeToElement(Report, ReportJson.Default.LoadReport);
        json.GetProperty("schema").GetString().ShouldBe("luthien-load/1");
        described.ShouldContain("luthien-load/1");
        Names(json).Distinct().Where(name => !described.Contains($"`{name}`", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public void Every_reason_and_every_option_must_be_described()
    {
        var described = File.ReadAllText(Path.Combine(Repository.Root, "docs", "load-testing.md"));
        Enum.GetValues<LoadTest.Verifying.FailureReason>().Select(Words.Of).Where(reason => !described.Contains($"`{reason}`", StringComparison.Ordinal)).ShouldBeEmpty();
        LoadTest.Commands.LoadCommands.Root(TimeProvider.System).Options.Select(option => option.Name).Except(["--help", "--version"])
            .Where(option => !described.Contains($"`{option}", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    static IEnumerable<string> Names(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => json.EnumerateObject().SelectMany(member => Names(member.Value).Prepend(member.Name)),
        JsonValueKind.Array => json.EnumerateArray().SelectMany(Names),
        _ => [],
    };

    // Tags as a browser would see them; the drawings' numbers left aside.
    [GeneratedRegex(@"<[!/a-zA-Z][^<>]*>")]
    private static partial Regex Markup();

    [GeneratedRegex(@"<script|javascript:|\bsrc=|\bhref=|url\(|@import|<link|<iframe", RegexOptions.IgnoreCase)]
    private static partial Regex Elsewhere();

    [GeneratedRegex(@"<svg.*?</svg>", RegexOptions.Singleline)]
    private static partial Regex Svg();
}
