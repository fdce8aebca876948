using System.CommandLine;
using LuthienProxy.LoadTest.Commands;

namespace LuthienProxy.LoadTest;

/// <summary><c>./build.sh load</c>: many streams against a gateway, each judged delta by delta. The status says how it went (<see cref="ExitStatus"/>).</summary>
static class Program
{
    static async Task<int> Main(string[] arguments)
    {
        var root = LoadCommands.Root(TimeProvider.System);
        var parsed = root.Parse(arguments);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
                await Console.Error.WriteLineAsync(error.Message);
            await Console.Error.WriteLineAsync("./build.sh load --help tells the rest.");
            return ExitStatus.Usage;
        }
        try
        {
            // The time that a stopped run needs for its report.
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TimeSpan.FromSeconds(20) });
        }
        catch (LoadException cannot)
        {
            await Console.Error.WriteLineAsync(cannot.Message);
            return cannot.Status;
        }
    }
}
