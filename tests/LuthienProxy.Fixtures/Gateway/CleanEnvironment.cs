using System.Diagnostics;

namespace LuthienProxy.Fixtures.Gateway;

/// <summary>An environment in which a child process finds programs and a scratch home, and nothing of the person who runs the tests.</summary>
public static class CleanEnvironment
{
    static readonly string[] Kept = ["PATH", "DOTNET_ROOT", "LANG", "TZ", "TMPDIR"];

    /// <summary>Replaces the environment of a process to be started.</summary>
    public static void Set(ProcessStartInfo start, string home)
    {
        start.Environment.Clear();
        foreach (var name in Kept)
            if (Environment.GetEnvironmentVariable(name) is { Length: > 0 } value)
                start.Environment[name] = value;
        start.Environment["HOME"] = home;
    }
}
