using System.Diagnostics;
using System.Text.RegularExpressions;
using LuthienProxy.Host.Auth;
using LuthienProxy.Host.Endpoints;
using LuthienProxy.Host.Routing;
using LuthienProxy.Pipeline;
using Microsoft.Extensions.DependencyInjection;

namespace LuthienProxy.Host.Tests.Endpoints;

/// <summary>The three APIs share one way through the house; only their wire formats differ.</summary>
[Trait("Spec", "000-08")]
public sealed partial class OnePipelineSpec : GatewaySpec
{
    static readonly string[] Sources =
        [.. Directory.EnumerateFiles(Path.Combine(House.Root, "src"), "*.cs", SearchOption.AllDirectories).Where(path => !path.Contains("/obj/", StringComparison.Ordinal))];

    [Fact]
    [Trait("Spec", "000-08a")]
    public async Task What_calls_depend_on_must_be_made_once()
    {
        var gateway = await StartAsync();
        using var scope = gateway.App.Services.CreateScope();
        foreach (var type in (Type[])[typeof(Gateway), typeof(Router), typeof(Gatekeeper), typeof(UpstreamTable), typeof(CallFactory)])
            scope.ServiceProvider.GetRequiredService(type).ShouldBeSameAs(gateway.App.Services.GetRequiredService(type));
    }

    [Theory]
    // Clients' calls, and what administrators try: both through the one door.
    [InlineData("gateway.RunAsync(", "src/LuthienProxy.Host/Endpoints/ProviderEndpoints.cs", "src/LuthienProxy.Host/Trials/TrialEndpoint.cs")]
    [InlineData("AnswerGraph.Of(", "src/LuthienProxy.Pipeline/Transactions/TransactionActor.cs")]
    [InlineData("new Reply(", "src/LuthienProxy.Pipeline/Gateway.cs", "src/LuthienProxy.Pipeline/Replays/Replayer.cs")]
    [InlineData("new UpstreamConnector(", "src/LuthienProxy.Pipeline/Gateway.cs")]
    [InlineData("AnthropicFormat.Instance", "src/LuthienProxy.Host/Endpoints/ClientFormats.cs")]
    [InlineData("ChatFormat.Instance", "src/LuthienProxy.Host/Endpoints/ClientFormats.cs")]
    [InlineData("ResponsesFormat.Instance", "src/LuthienProxy.Host/Endpoints/ClientFormats.cs")]
    [Trait("Spec", "000-08d")]
    [Trait("Spec", "000-08f")]
    public void Each_step_must_have_one_place_and_a_format_be_chosen_in_one(string step, params string[] places) =>
        // What is on record is read in the format that it was spoken in, judges are asked in their upstream's, and the policies' test kit speaks all of them.
        Sources.Where(path => !path.Contains("src/LuthienProxy.Protocol/", StringComparison.Ordinal) && !path.EndsWith("Queries/Content/RecordedFormats.cs", StringComparison.Ordinal)
                && !path.EndsWith("Pipeline/Judges/JudgeReply.cs", StringComparison.Ordinal)
                && !path.Contains("src/LuthienProxy.Policies/Testing/", StringComparison.Ordinal))
            .SelectMany(path => File.ReadAllLines(path).Where(line => line.Contains(step, StringComparison.Ordinal)).Select(_ => Path.GetRelativePath(House.Root, path)))
            .Order(StringComparer.Ordinal).ShouldBe(places);

    [Fact]
    [Trait("Spec", "000-08e")]
    public void A_handler_must_have_at_most_30_lines() =>
        Directory.EnumerateFiles(Path.Combine(House.Root, "src/LuthienProxy.Host/Endpoints"), "*.cs").SelectMany(Members).Where(member => member.Lines > 30).ShouldBeEmpty();

    [Fact]
    [Trait("Spec", "000-08b")]
    public async Task Every_api_must_leave_the_same_trace()
    {
        var traces = new List<string>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "LuthienProxy.Pipeline",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = span => Note(traces, span),
        };
        ActivitySource.AddActivityListener(listener);
        var gateway = await StartAsync();
        foreach (var api in Enum.GetValues<SimulatorApi>())
            await (await gateway.AskAsync(api, Asking.Body(api, stream: true, model: "one-way-for-all"))).Content.ReadAsByteArrayAsync();
        await gateway.App.StopAsync();
        Taken(traces).ShouldBe(Enumerable.Repeat("transaction: transaction_id luthien.format luthien.model luthien.state", 3));
    }

    // Specs that run beside this one leave traces too: this one's model tells them apart.
    static void Note(List<string> traces, System.Diagnostics.Activity span)
    {
        if (!Equals(span.GetTagItem("luthien.model"), "one-way-for-all"))
            return;
        lock (traces)
            traces.Add($"{span.OperationName}: {string.Join(' ', span.TagObjects.Select(tag => tag.Key))}");
    }

    static string[] Taken(List<string> traces)
    {
        lock (traces)
            return [.. traces];
    }

    static IEnumerable<(string Member, int Lines)> Members(string path)
    {
        var lines = File.ReadAllLines(path);
        return from start in Enumerable.Range(0, lines.Length)
               where Signature().IsMatch(lines[start])
               let end = Array.FindIndex(lines, start + 1, line => line is "    }" || line.Length == 0)
               select ($"{Path.GetFileName(path)}: {lines[start].Trim()}", end - start + 1);
    }

    [GeneratedRegex(@"^    (public |static |async )*[\w<>?\[\], ().]+ \w+\([^;]*$")]
    private static partial Regex Signature();
}
