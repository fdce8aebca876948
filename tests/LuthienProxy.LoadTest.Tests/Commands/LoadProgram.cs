using System.Diagnostics;

namespace LuthienProxy.LoadTest.Tests.Commands;

/// <summary>The harness as people run it: a process, with a folder of its own for its report.</summary>
sealed class LoadProgram : IDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    readonly DirectoryInfo _scratch = Directory.CreateTempSubdirectory("luthien-load-tests-");

    /// <summary>Where its report goes.</summary>
    public string Report => Path.Combine(_scratch.FullName, "report");

    /// <summary>Runs it to its end.</summary>
    public async Task<(int Status, string Output, string Errors)> RunAsync(params string[] arguments)
    {
        using var process = Start([.. arguments, "--report", Report, "--quiet"]);
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync().WaitAsync(Patience);
        return (process.ExitCode, await output, await errors);
    }

    /// <summary>Starts it; whoever does ends it.</summary>
    public static Process Start(params string[] arguments)
    {
        var configuration = new DirectoryInfo(AppContext.BaseDirectory);
        var program = Path.Combine(configuration.Parent!.Parent!.FullName, "LuthienProxy.LoadTest", configuration.Name, "LuthienProxy.LoadTest.dll");
        return Process.Start(new ProcessStartInfo("dotnet", [program, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        })!;
    }

    public void Dispose() => _scratch.Delete(recursive: true);
}
