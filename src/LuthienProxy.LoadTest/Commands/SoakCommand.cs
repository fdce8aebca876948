using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using LuthienProxy.LoadTest.Http;
using LuthienProxy.LoadTest.Reports;
using LuthienProxy.LoadTest.Soaking;
using LuthienProxy.LoadTest.Targets;

namespace LuthienProxy.LoadTest.Commands;

/// <summary><c>soak</c>: does anything grow, or stay?</summary>
sealed class SoakCommand
{
    const int MostRounds = 10_000;
    const int MostCalls = 1_000_000;
    const double Mebi = 1 << 20;

    // They look at every delta and have nothing to change in stamps.
    const string UsualPolicies = """[{"policy":"BlockDangerousCommands"},{"policy":"RegexRedaction"}]""";

    static readonly SoakPlan Usual = new();

    readonly Option<string> _gateway = new("--gateway") { Description = "The gateway to start (LuthienProxy.Host.dll)", HelpName = "path", Required = true };
    readonly Option<string[]> _gatewayArguments = new("--gateway-arg") { Description = "An argument for it; may be given again", HelpName = "argument" };
    readonly Option<string?> _policies = new("--policies") { Description = "File with the policies to use, a JSON list; otherwise two that look at every delta", HelpName = "file" };
    readonly Option<int> _rounds = Choice.Number("--rounds", "Rounds that count", Usual.Rounds, 3, MostRounds);
    readonly Option<int> _warmUps = Choice.Number("--warm-ups", "Rounds before those", Usual.WarmUps, 1, MostRounds);
    readonly Option<int> _calls = Choice.Number("--calls", "Short calls of each round", Usual.Calls, 1, MostCalls);
    readonly Option<int> _streams = Choice.Number("--streams", "How many of them are open at once", Usual.Streams, 1, MostRounds);
    readonly Option<int> _deltas = Choice.Number("--deltas", "Deltas of each", Usual.Deltas, 1, MostCalls);
    readonly Option<int> _longStreams = Choice.Number("--long-streams", "Long streams of each round, besides", Usual.LongStreams, 0, MostRounds);
    readonly Option<int> _longDeltas = Choice.Number("--long-deltas", "Deltas of each of those", Usual.LongDeltas, 1, MostCalls);
    readonly Option<int> _pages = Choice.Number("--pages", "Live pages of each round that come and are cut", Usual.Pages, 0, MostCalls);
    readonly Option<int> _faults = Choice.Number("--faults", "Calls of each round whose upstream fails", Usual.Faults, 0, MostCalls);
    readonly Option<int> _tolerance = Choice.Number("--tolerance", "Bytes of the live heap for each call that are no leak", (int)Usual.Tolerance, 0, MostCalls);
    readonly Option<int> _seed = Choice.Number("--seed", "What everything that looks like chance follows from", 1, 0, int.MaxValue);
    readonly Option<string?> _report = new("--report") { Description = "Folder for soak.json; otherwise none is written", HelpName = "folder" };

    public static Command Of(TimeProvider time)
    {
        var soak = new SoakCommand();
        var command = new Command("soak", "Works a gateway round by round, weighs it at rest after each, and says whether anything grew or stayed. Status 0: nothing did; 1: something did, or an answer was wrong.")
        {
            soak._gateway, soak._gatewayArguments, soak._policies, soak._rounds, soak._warmUps, soak._calls, soak._streams, soak._deltas, soak._longStreams, soak._longDeltas, soak._pages, soak._faults,
            soak._tolerance, soak._seed, soak._report,
        };
        command.SetAction((parsed, stop) => soak.RunAsync(parsed, time, stop));
        return command;
    }

    async Task<int> RunAsync(ParseResult parsed, TimeProvider time, CancellationToken stop)
    {
        var policies = parsed.GetValue(_policies) is { } file ? await ReadAsync(file, stop) : UsualPolicies;
        var key = RandomNumberGenerator.GetHexString(32, lowercase: true);
        await using var upstream = await Upstream.StartAsync(0, inOwnProcess: true, time, stop);
        await using var gateway = await Programs.GatewayAsync(parsed.GetValue(_gateway)!, [.. SoakPlan.GatewayArguments, .. parsed.GetValue(_gatewayArguments) ?? []], upstream.Address, stop, key);
        using var target = new SoakTarget(await Target.FindAsync(gateway.Address, stop), gateway.Id, key);
        await target.EnableAsync(policies, stop);
        var report = await new SoakRun(Plan(parsed), target, time).RunAsync(Tell, stop);
        if (parsed.GetValue(_report) is { } folder)
            await WriteAsync(report, folder, stop);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"The live heap changes by {report.Heap.Rise:0.#} bytes per call ({report.Heap.Least:0.#} to {report.Heap.Most:0.#} with 95 % confidence)."));
        foreach (var finding in report.Findings)
            Console.WriteLine($"  {finding.What}: {finding.Detail}");
        Console.WriteLine(report.IsClean ? "Nothing grew, nothing stayed." : "NOT CLEAN.");
        return report.IsClean ? ExitStatus.Clean : ExitStatus.Failed;
    }

    SoakPlan Plan(ParseResult parsed) => new()
    {
        Rounds = parsed.GetValue(_rounds),
        WarmUps = parsed.GetValue(_warmUps),
        Calls = parsed.GetValue(_calls),
        Streams = parsed.GetValue(_streams),
        Deltas = parsed.GetValue(_deltas),
        LongStreams = parsed.GetValue(_longStreams),
        LongDeltas = parsed.GetValue(_longDeltas),
        Pages = parsed.GetValue(_pages),
        Faults = parsed.GetValue(_faults),
        Tolerance = parsed.GetValue(_tolerance),
        Seed = (ulong)parsed.GetValue(_seed),
    };

    static void Tell(SoakSample sample) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{sample.Calls,9} calls {sample.Deltas,11} deltas  {sample.LiveBytes,11} bytes alive  {sample.WorkingSet / Mebi,5:0} MiB in memory  {sample.Handles,4} handles  {sample.Threads,3} threads  {sample.Actors,3} actors"));

    static async Task<string> ReadAsync(string file, CancellationToken stop) =>
        File.Exists(file) ? await File.ReadAllTextAsync(file, stop) : throw new LoadException(ExitStatus.Usage, $"{file} is not there");

    static async Task WriteAsync(SoakReport report, string folder, CancellationToken stop)
    {
        Directory.CreateDirectory(folder);
        await File.WriteAllBytesAsync(Path.Combine(folder, "soak.json"), JsonSerializer.SerializeToUtf8Bytes(report, ReportJson.Default.SoakReport), stop);
    }
}
