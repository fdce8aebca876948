using LuthienProxy.Policies;

namespace LuthienProxy.SamplePlugin.Broken;

/// <summary>A policy whose example is no JSON.</summary>
[Policy("UnreadableExample", Category = "Broken", Description = "Its example is no JSON.", UseCase = "None.", Example = "{ pairs }")]
public sealed class UnreadableExamplePolicy : Policy;
