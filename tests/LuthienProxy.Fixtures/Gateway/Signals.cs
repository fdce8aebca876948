using System.Runtime.InteropServices;

namespace LuthienProxy.Fixtures.Gateway;

/// <summary>Signals to other processes; the framework can only kill.</summary>
static class Signals
{
    const int Sigterm = 15;

    /// <summary>Asks a process to stop.</summary>
    public static void Terminate(int process)
    {
        if (kill(process, Sigterm) != 0)
            throw new InvalidOperationException($"Process {process} could not be signalled: error {Marshal.GetLastPInvokeError()}.");
    }

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    static extern int kill(int process, int signal);
}
