namespace LuthienProxy.EndToEnd.Tests.Pages;

/// <summary>Tests that measure what a browser shows and when: each needs the machine for itself.</summary>
[CollectionDefinition(nameof(OneBrowserAtATime), DisableParallelization = true)]
public sealed class OneBrowserAtATime;
