using LuthienProxy.Policies;

namespace LuthienProxy.SamplePlugin.Broken;

/// <summary>A policy that does not say what it does.</summary>
public sealed class UndescribedPolicy : Policy;
