using System.Runtime.InteropServices;
using LuthienProxy.Policies;

namespace LuthienProxy.SamplePlugin.Broken;

/// <summary>A policy that calls machine code.</summary>
[Policy("MachineCode", Category = "Broken", Description = "Calls the C library.", UseCase = "None.", Example = "{}")]
public sealed partial class MachineCodePolicy : Policy
{
    /// <summary>The process's id, asked of the C library.</summary>
    public int Id { get; } = ProcessId();

    [DllImport("libc", EntryPoint = "getpid", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    static extern int ProcessId();
}
