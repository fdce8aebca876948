namespace LuthienProxy.Architecture.Tests;

/// <summary>Where the wire's own words may stand: in one folder per format, and in the scripted provider.</summary>
static class WireWords
{
    // The folders of the protocol that know no format.
    static readonly string[] FormatFree = ["Conversation", "Json", "Sse", "Wire"];

    public static bool IsAtHome(SourceFile file) =>
        file.IsBelow("src/LuthienProxy.Simulator")
        || (file.IsBelow("src/LuthienProxy.Protocol") && !file.IsBelow([.. FormatFree.Select(folder => "src/LuthienProxy.Protocol/" + folder)]));
}
