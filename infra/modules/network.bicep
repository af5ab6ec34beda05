// One network with two subnets: the apps, and the private endpoints of what they use.

@description('The region.')
param location string
@description('Tags of every resource.')
param tags object
@description('What makes names unique.')
@minLength(13)
@maxLength(13)
param token string
@description('The address range (CIDR, /22 or larger).')
param range string

var appsRange = cidrSubnet(range, 23, 0)
var endpointsRange = cidrSubnet(range, 27, 16)

resource endpointsRules 'Microsoft.Network/networkSecurityGroups@2026-03-01' = {
  name: 'nsg-endpoints-${token}'
  location: location
  tags: tags
  properties: {
    securityRules: [
      {
        name: 'apps-in'
        properties: {
          description: 'The apps reach blobs and the vault by HTTPS, and PostgreSQL.'
          priority: 100
          direction: 'Inbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: appsRange
          sourcePortRange: '*'
          destinationAddressPrefix: endpointsRange
          destinationPortRanges: ['443', '5432']
        }
      }
      {
        name: 'nobody-else-in'
        properties: {
          description: 'Nobody else does.'
          priority: 4096
          direction: 'Inbound'
          access: 'Deny'
          protocol: '*'
          sourceAddressPrefix: '*'
          sourcePortRange: '*'
          destinationAddressPrefix: '*'
          destinationPortRange: '*'
        }
      }
    ]
  }
}

resource network 'Microsoft.Network/virtualNetworks@2026-03-01' = {
  name: 'vnet-${token}'
  location: location
  tags: tags
  properties: {
    addressSpace: { addressPrefixes: [range] }
    subnets: [
      {
        name: 'apps'
        properties: {
          addressPrefix: appsRange
          delegations: [{ name: 'apps', properties: { serviceName: 'Microsoft.App/environments' } }]
        }
      }
      {
        name: 'endpoints'
        properties: {
          addressPrefix: endpointsRange
          networkSecurityGroup: { id: endpointsRules.id }
          // Without this the rules do not hold for private endpoints.
          privateEndpointNetworkPolicies: 'NetworkSecurityGroupEnabled'
          defaultOutboundAccess: false
        }
      }
    ]
  }

  resource apps 'subnets' existing = { name: 'apps' }
  resource endpoints 'subnets' existing = { name: 'endpoints' }
}

resource blobZone 'Microsoft.Network/privateDnsZones@2024-06-01' = {
  name: 'privatelink.blob.${environment().suffixes.storage}'
  location: 'global'
  tags: tags

  resource link 'virtualNetworkLinks' = {
    name: 'apps'
    location: 'global'
    tags: tags
    properties: { registrationEnabled: false, virtualNetwork: { id: network.id } }
  }
}

resource postgresZone 'Microsoft.Network/privateDnsZones@2024-06-01' = {
  name: 'privatelink.postgres.database.azure.com'
  location: 'global'
  tags: tags

  resource link 'virtualNetworkLinks' = {
    name: 'apps'
    location: 'global'
    tags: tags
    properties: { registrationEnabled: false, virtualNetwork: { id: network.id } }
  }
}

resource vaultZone 'Microsoft.Network/privateDnsZones@2024-06-01' = {
  name: 'privatelink.vaultcore.azure.net'
  location: 'global'
  tags: tags

  resource link 'virtualNetworkLinks' = {
    name: 'apps'
    location: 'global'
    tags: tags
    properties: { registrationEnabled: false, virtualNetwork: { id: network.id } }
  }
}

@description('The subnet of the apps.')
output appsSubnetId string = network::apps.id
@description('The subnet of the private endpoints.')
output endpointsSubnetId string = network::endpoints.id
@description('The zone that resolves blobs inside the network.')
output blobZoneId string = blobZone.id
@description('The zone that resolves PostgreSQL inside the network.')
output postgresZoneId string = postgresZone.id
@description('The zone that resolves the vault inside the network.')
output vaultZoneId string = vaultZone.id
