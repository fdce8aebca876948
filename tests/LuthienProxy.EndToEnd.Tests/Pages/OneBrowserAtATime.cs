namespace LuthienProxy.EndToEnd.Tests.Pages;

/// <summary>Tests of what a browser shows and when: one browser and one gateway for all, and nothing beside them, as some measure.</summary>
[CollectionDefinition(nameof(OneBrowserAtATime), DisableParallelization = true)]
public sealed class OneBrowserAtATime : ICollectionFixture<PageHouse>;
