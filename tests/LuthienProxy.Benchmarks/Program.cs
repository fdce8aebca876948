using LuthienProxy.Benchmarks.Capacities;
using LuthienProxy.Benchmarks.Compare;
using LuthienProxy.Benchmarks.Compare.Policies;
using LuthienProxy.Benchmarks.Compare.Recording;
using LuthienProxy.Benchmarks.Compare.Servers;
using LuthienProxy.Benchmarks.Control;
using LuthienProxy.Benchmarks.Coverage;
using LuthienProxy.Benchmarks.Gates;
using LuthienProxy.Benchmarks.Journal;
using LuthienProxy.Benchmarks.Live;
using LuthienProxy.Benchmarks.Micro;
using LuthienProxy.Benchmarks.Queries;

namespace LuthienProxy.Benchmarks;

/// <summary>The verbs of <c>./build.sh bench</c>.</summary>
static class Program
{
    const string Usage = """
        usage: bench [activity [rounds [seconds]] | capacities | gates | compare [requests|cpu|responses|messages|latency|policies|start|memory ...] [nginx|bare|portkey|gateway ...] [rounds] | control [rules|judge|hold ...] | coverage FOLDER | journal [memory|sqlite|postgres ...] | policies [chat|responses|messages ...] [rounds] | queries [calls|append] | recording [rounds] | redis [seconds] | micro [BenchmarkDotNet arguments]]
        """;

    static async Task<int> Main(string[] arguments)
    {
        switch (arguments)
        {
            case []:
                return Math.Max(await GatesCommand.RunAsync(), await CompareCommand.RunAsync(CompareOptions.Parse([])));
            case ["gates"]:
                return await GatesCommand.RunAsync();
            case ["compare", .. var words]:
                return await CompareCommand.RunAsync(CompareOptions.Parse(words));
            case ["journal", .. var words]:
                return await JournalCommand.RunAsync(words);
            case ["recording"]:
                return await RecordingCommand.RunAsync(rounds: 3);
            case ["recording", var rounds]:
                return await RecordingCommand.RunAsync(int.Parse(rounds));
            case ["policies", .. var words]:
                return await PoliciesCommand.RunAsync(words);
            case ["capacities"]:
                return await CapacitiesCommand.RunAsync();
            case ["coverage", var folder]:
                return await CoverageCommand.RunAsync(folder);
            case ["micro", .. var words]:
                return MicroCommand.Run(words);
            case ["control", .. var parts]:
                return await ControlCommand.RunAsync(parts);
            case ["queries", .. var words]:
                return await QueriesCommand.RunAsync(words);
            case ["activity", .. var words]:
                return await ActivityCommand.RunAsync(words);
            case ["redis", .. var words]:
                return await RedisCommand.RunAsync(words);
            case ["pages", var port, var count]:
                await PagesProgram.RunAsync(int.Parse(port), int.Parse(count));
                return 0;
            case ["upstream", var port]:
                await UpstreamServer.RunAsync(int.Parse(port));
                return 0;
            case ["passthrough", var port, var upstream]:
                await PassThroughServer.RunAsync(int.Parse(port), new Uri(upstream));
                return 0;
            default:
                await Console.Error.WriteLineAsync(Usage);
                return 2;
        }
    }
}
