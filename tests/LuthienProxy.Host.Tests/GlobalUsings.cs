global using LuthienProxy.Fixtures.Upstream;
global using LuthienProxy.Host.Tests.Support;
global using LuthienProxy.Simulator;
