using LuthienProxy.Policies;

namespace LuthienProxy.SamplePlugin.Broken;

/// <summary>A policy whose configuration throws while it is read.</summary>
[Policy("Touchy", Category = "Broken", Description = "Its configuration throws.", UseCase = "None.", Example = """{ "value": "x" }""")]
public sealed class TouchyPolicy(TouchyOptions options) : Policy
{
    /// <summary>What it was given.</summary>
    public TouchyOptions Options { get; } = options;
}
