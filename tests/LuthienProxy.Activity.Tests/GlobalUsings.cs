global using LuthienProxy.Activity.Tests.Support;
