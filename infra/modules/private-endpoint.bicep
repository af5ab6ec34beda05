// One door from the network to one resource, with its name in the private zone.

@description('What the endpoint is for; part of its name.')
param name string
@description('The region.')
param location string
@description('Tags of every resource.')
param tags object
@description('The subnet it stands in.')
param subnetId string
@description('The resource behind it.')
param targetId string
@description('Which part of that resource: blob, vault or postgresqlServer.')
@allowed(['blob', 'vault', 'postgresqlServer'])
param part string
@description('The private zone that gets its name.')
param dnsZoneId string

resource endpoint 'Microsoft.Network/privateEndpoints@2026-03-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    subnet: { id: subnetId }
    privateLinkServiceConnections: [{ name: part, properties: { privateLinkServiceId: targetId, groupIds: [part] } }]
  }

  resource zone 'privateDnsZoneGroups' = {
    name: 'default'
    properties: { privateDnsZoneConfigs: [{ name: part, properties: { privateDnsZoneId: dnsZoneId } }] }
  }
}
