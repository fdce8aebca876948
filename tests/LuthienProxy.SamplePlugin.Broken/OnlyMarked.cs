using LuthienProxy.Policies;

namespace LuthienProxy.SamplePlugin.Broken;

/// <summary>Says that it is a policy, and is none.</summary>
[Policy("OnlyMarked", Category = "Broken", Description = "Derives from nothing.", UseCase = "None.", Example = "{}")]
public sealed class OnlyMarked;
