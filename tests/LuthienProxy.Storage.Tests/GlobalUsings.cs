global using LuthienProxy.Storage.Tests.Support;
