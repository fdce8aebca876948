using System.Runtime.InteropServices;

namespace LuthienProxy.Fixtures.Gateway;

/// <summary>Signals to other processes; the framework can only kill.</summary>
static class Signals
{
    public const int Interrupt = 2;
    public const int Quit = 3;
    public const int Kill = 9;
    public const int Continue = 18;
    public const int Stop = 19;
    const int Sigterm = 15;

    /// <summary>Asks a process to stop.</summary>
    public static void Terminate(int process) => Send(process, Sigterm);

    /// <summary>Sends a process one of the signals.</summary>
    /// <exception cref="InvalidOperationException">There is no such process, or it is not ours.</exception>
    public static void Send(int process, int signal)
    {
        if (!TrySend(process, signal))
            throw new InvalidOperationException($"Process {process} could not be signalled: error {Marshal.GetLastPInvokeError()}.");
    }

    /// <summary>Sends a signal to a process that may have ended meanwhile; false if it has.</summary>
    public static bool TrySend(int process, int signal) => kill(process, signal) == 0;

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    static extern int kill(int process, int signal);
}
