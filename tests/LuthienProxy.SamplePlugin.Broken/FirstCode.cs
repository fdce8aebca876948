using System.Runtime.CompilerServices;

namespace LuthienProxy.SamplePlugin.Broken;

/// <summary>Leaves a trace as soon as any code of this assembly runs.</summary>
static class FirstCode
{
    /// <summary>The name under which a test tells where the trace shall be left: a file's path, in the process's data.</summary>
    const string Where = "LuthienProxy.SamplePlugin.Broken.Trace";

    // Not for libraries, says the analyzer, because nobody expects code to run by itself. That is what is shown here.
#pragma warning disable CA2255
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void LeaveTrace()
    {
        if (AppContext.GetData(Where) is string path)
            File.WriteAllText(path, "code ran");
    }
}
