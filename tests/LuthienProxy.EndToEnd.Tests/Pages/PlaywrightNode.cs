using System.Runtime.InteropServices;

namespace LuthienProxy.EndToEnd.Tests.Pages;

/// <summary>The Node that Playwright brings: of one version wherever the tests run, and newer than Debian's.</summary>
static class PlaywrightNode
{
    /// <summary>Its program.</summary>
    public static string Path { get; } =
        System.IO.Path.Combine(AppContext.BaseDirectory, ".playwright", "node", $"linux-{(RuntimeInformation.OSArchitecture == Architecture.Arm64 ? "arm64" : "x64")}", "node");
}
